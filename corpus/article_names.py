"""What a law calls its articles: Artículo 4 bis, Section 5, § 1591, Disposición final primera.

The label that the law prints decides; where it is a bare number, the State's practice does
(``reference/article_terms.yaml``). A name stays in the law's language, whoever reads it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from corpus.model import Article, Division, Document, LawMetadata, PlacedArticle, placed_articles

_SOURCE: Final = Path(__file__).parent / "reference" / "article_terms.yaml"
# A closing provision that its label numbers and nothing else: «Primera.-».
_ORDINAL: Final = re.compile(
    r"(?:[úu]nic|prim|segund|tercer|cuart|quint|sext|s[ée]p?tim|octav|noven|d[ée]cim|und[ée]cim"
    r"|duod[ée]cim|vig[ée]sim|trig[ée]sim|cuadrag[ée]sim)\w*(?:\s\w+)*",
    re.IGNORECASE,
)
_YEAR_AT_END: Final = re.compile(r"[\s,(]*(?:19|20)\d\d\)?\s*$")
_OPENING: Final = " \t\"'“”«»‘’([*"  # what may stand before a label's first word


@dataclass(frozen=True, slots=True)
class _Practice:
    """A row of the table of practice; an empty field fits everything."""

    word: str
    language: str = ""
    kind: re.Pattern[str] | None = None
    title: re.Pattern[str] | None = None
    attachment: re.Pattern[str] | None = None
    besides: frozenset[str] = frozenset()  # countries that do otherwise

    def fits(self, metadata: LawMetadata, attachment: str) -> bool:
        """Whether it is the practice for an article of such a law, in such an annex."""
        title = _YEAR_AT_END.sub("", metadata.title)
        return (
            self.language in ("", metadata.language)
            and metadata.jurisdiction not in self.besides
            and (self.kind is None or self.kind.search(metadata.kind) is not None)
            and (self.title is None or self.title.search(title) is not None)
            and (self.attachment is None or self.attachment.search(attachment) is not None)
        )


def names_of_articles(document: Document) -> Iterator[tuple[PlacedArticle, str]]:
    """Every article of ``document`` in its order, and what the law calls it."""
    for placed in placed_articles(document):
        yield placed, placed_name(placed, document.metadata)


def placed_name(placed: PlacedArticle, metadata: LawMetadata) -> str:
    """What the law calls an article of its own, or of its annexes."""
    attachment = placed.attachment.label if placed.attachment else ""
    return article_name(placed.article, metadata, placed.path, attachment)


def article_name(
    article: Article,
    metadata: LawMetadata,
    path: Sequence[Division] = (),
    attachment: str = "",
) -> str:
    """The article's name with its number: ``Artículo 4 bis``; the word alone where it has none.

    ``path`` are the divisions that it stands in, ``attachment`` is the annex's label.
    """
    label = article.label.lstrip(_OPENING)
    if label.startswith(_terms()["sign"]):
        return _joined(_terms()["sign"], article.num)
    for says, word in _words(metadata.language):
        if says.match(label):
            return _joined(word, article.num)
    if article.num and not any(character.isdigit() for character in article.num):
        return _closing_name(article, path)
    return practised_name(article.num, metadata, attachment)


def practised_name(num: str, metadata: LawMetadata, attachment: str = "") -> str:
    """The name of the article numbered ``num`` as the State's practice has it."""
    return _joined(practised_word(metadata, attachment), num)


def practised_word(metadata: LawMetadata, attachment: str = "") -> str:
    """The State's word for an article of such a law: ``Artículo``, ``Section``, ``Clause``."""
    return next(row.word for row in _practices() if row.fits(metadata, attachment))


def common_word(names: Iterable[str], metadata: LawMetadata) -> str:
    """The word that most of the ``names`` of a law's articles begin with; else the practice."""
    words = Counter(name.split(" ", 1)[0] for name in names)
    known = {word: count for word, count in words.items() if word in _terms()["plurals"]}
    return max(known, key=known.__getitem__, default="") or practised_word(metadata)


def several(word: str, numbers: Sequence[str]) -> str:
    """Articles by their numbers: ``Section 5``, ``Artículos 5, 7 bis``, ``§§ 1591, 1592``."""
    said = word if len(numbers) == 1 else _terms()["plurals"].get(word, word)
    return _joined(said, ", ".join(numbers))


def _closing_name(article: Article, path: Sequence[Division]) -> str:
    """The name of an article whose label is a word: an ordinal, or a name of its own."""
    if not _ORDINAL.fullmatch(article.num):
        name = article.num
        return name[:1].upper() + name[1:]
    kind = path[-1].kind if path else ""
    feminine = article.num.endswith("a")
    if kind == "transitional":
        of_its_kind = "Disposición transitoria {}" if feminine else "Artículo {} transitorio"
    elif kind == "final" and feminine:
        of_its_kind = "Disposición final {}"
    else:
        of_its_kind = "Disposición {}" if feminine else "Artículo {}"
    return of_its_kind.format(article.num)


def _joined(word: str, num: str) -> str:
    return f"{word} {num}".strip()


@cache
def _terms() -> dict[str, Any]:
    terms: dict[str, Any] = yaml.safe_load(_SOURCE.read_text(encoding="utf-8"))
    return terms


@cache
def _words(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = _terms()["words"].get(language, ())
    return tuple((re.compile(row["says"], re.IGNORECASE), row["word"]) for row in rows)


@cache
def _practices() -> tuple[_Practice, ...]:
    def pattern(row: dict[str, Any], name: str) -> re.Pattern[str] | None:
        return re.compile(row[name], re.IGNORECASE) if name in row else None

    return tuple(
        _Practice(
            word=row["word"],
            language=row.get("language", ""),
            kind=pattern(row, "kind"),
            title=pattern(row, "title"),
            attachment=pattern(row, "attachment"),
            besides=frozenset(row.get("except", ())),
        )
        for row in _terms()["practice"]
    )
