"""Two laws article by article as text, 80 columns wide."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from i18n.messages import Message
from milex.alignment import Pair, PairKind
from milex.comparator.model import ComparableArticle
from milex.differences import Stretch
from milex.records import LawSummary
from milex.reports.articles_diff import ArticlesDiff, changes
from milex.reports.words import counted_articles

COLUMNS: Final = 80
_INDENT: Final = "  "
_AROUND: Final = 60  # characters of unchanged words shown beside a change

KIND_WORDS: Final[Mapping[PairKind, Message]] = MappingProxyType(
    {
        "same": Message("the same"),
        "changed": Message("changed"),
        "split": Message("split"),
        "merged": Message("merged"),
        "removed": Message("removed"),
        "added": Message("inserted"),
    }
)
MOVED: Final = Message("moved")
RENUMBERED: Final = Message("renumbered")


def articles_diff_text(diff: ArticlesDiff, language: str) -> str:
    """``diff`` in ``language``: who is compared, counts, then every pair that differs."""
    return "\n".join(line.rstrip() for line in _lines(diff, language)) + "\n"


def pair_title(pair: Pair, language: str) -> str:
    """Such as "4 → 5, 6 · split": numbers before and after, and what became of them."""
    numbers = " → ".join(filter(None, (_numbers(pair.before), _numbers(pair.after))))
    if len(pair.before) == len(pair.after) == 1 and not pair.is_renumbered:
        numbers = _numbers(pair.after)
    return f"{numbers} · {', '.join(_fate(pair, language))}"


def _fate(pair: Pair, language: str) -> Iterator[str]:
    if pair.kind != "same" or not (pair.moved or pair.is_renumbered):
        yield KIND_WORDS[pair.kind].in_language(language)
    if pair.moved:
        yield MOVED.in_language(language)
    if pair.is_renumbered:
        yield RENUMBERED.in_language(language)
    if pair.kind in {"changed", "split", "merged"}:
        yield _share(pair.likeness).in_language(language)


def _share(likeness: float) -> Message:
    if likeness == 1:
        return Message("all words the same")
    # Rounded down: one word of a long article is not nothing.
    return Message("%(share)s %% of the words the same", share=int(likeness * 100))


def _numbers(articles: Sequence[ComparableArticle]) -> str:
    return ", ".join(article.num for article in articles)


def counts_line(diff: ArticlesDiff) -> Message:
    """Such as "12 articles before, 13 after: 9 the same, 3 changed…"."""
    return Message(
        "%(before)s before, %(after)s after.",
        before=counted_articles(sum(len(pair.before) for pair in diff.pairs)),
        after=sum(len(pair.after) for pair in diff.pairs),
    )


def counts_words(diff: ArticlesDiff, language: str) -> str:
    """Such as "the same 9 · changed 3 · added 1 · moved 1"; kinds without a pair left out."""
    counted = [(KIND_WORDS[kind], count) for kind, count in diff.counts.items()]
    counted.append((MOVED, sum(pair.moved for pair in diff.pairs)))
    counted.append((RENUMBERED, sum(pair.is_renumbered for pair in diff.pairs)))
    return " · ".join(f"{word.in_language(language)} {n}" for word, n in counted if n)


def side_line(law: LawSummary) -> Message:
    """Which law, in which version, stands on one side."""
    return Message(
        "%(title)s (%(law)s, version %(version)s)",
        title=law.title,
        law=law.law,
        version=law.version,
    )


def _lines(diff: ArticlesDiff, language: str) -> Iterator[str]:
    before, after = (side_line(law).in_language(language) for law in (diff.before, diff.after))
    yield from textwrap.wrap(before, COLUMNS, initial_indent="- ", subsequent_indent=_INDENT)
    yield from textwrap.wrap(after, COLUMNS, initial_indent="+ ", subsequent_indent=_INDENT)
    yield ""
    yield counts_line(diff).in_language(language)
    yield from textwrap.wrap(counts_words(diff, language), COLUMNS)
    if not diff.different:
        yield Message("The texts are the same.").in_language(language)
        return
    signs = Message("Words that went stand in [-…-], words that came in {+…+}.")
    yield from textwrap.wrap(signs.in_language(language), COLUMNS)
    for pair in diff.different:
        yield ""
        yield from textwrap.wrap(pair_title(pair, language), COLUMNS)
        if pair.kind != "same":
            yield from _wrapped(_signed(changes(pair)))


def _wrapped(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from textwrap.wrap(
            line, COLUMNS, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False
        )


def _signed(parts: Sequence[Stretch]) -> str:
    written = []
    for place, part in enumerate(parts):
        if part.kind == "removed":
            written.append(f"[-{part.text}-]")
        elif part.kind == "added":
            written.append(f"{{+{part.text}+}}")
        else:
            written.append(_near(part.text, place > 0, place < len(parts) - 1))
    return "".join(written)


def _near(text: str, after_change: bool, before_change: bool) -> str:
    """The ends of unchanged ``text`` that stand beside a change, cut at spaces."""
    if len(text) <= 3 * _AROUND:
        return text
    head = text[:_AROUND].rsplit(" ", 1)[0] + " " if after_change else ""
    tail = " " + text[-_AROUND:].split(" ", 1)[-1] if before_change else ""
    return f"{head}…{tail}"
