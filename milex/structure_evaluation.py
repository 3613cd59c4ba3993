"""How far the structure that MILEX finds agrees with what careful readers found.

Numbers of articles are scored as sequences: what both have in the same order, over
what each has. The gold files' form and the rules of their readers stand in their
folder's README. Nothing is stored.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final, Self

from corpus.errors import CorpusError
from corpus.intake import Hints
from corpus.outline import outline
from i18n.messages import Message
from milex.errors import NotFound
from milex.gold_laws import folder_of_laws
from milex.importing import Refused, read, shown_path

MEASURES: Final = ("articles", "divisions", "quoted", "annexed", "headings")
HEADING_WORDS: Final = 6  # of a heading are compared
_CLOSING: Final = frozenset({"transitory", "provisions", "transitional", "final", "other"})
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many a careful reader expects, how many were found, how many agree."""

    expected: int = 0
    found: int = 0
    common: int = 0

    def __add__(self, other: Self) -> "Overlap":
        return Overlap(
            self.expected + other.expected, self.found + other.found, self.common + other.common
        )

    @property
    def f1(self) -> float:
        """0..1; 1 where nothing is expected and nothing was found."""
        total = self.expected + self.found
        return 2 * self.common / total if total else 1.0

    def as_json(self) -> dict[str, Any]:
        """Plain values, shares 0..1."""
        return {
            "f1": round(self.f1, 4),
            "precision": round(self.common / self.found, 4) if self.found else 1.0,
            "recall": round(self.common / self.expected, 4) if self.expected else 1.0,
            "expected": self.expected,
            "found": self.found,
        }


@dataclass(frozen=True, slots=True)
class FileScore:
    """One file's outline against the gold."""

    file: str
    articles: Overlap  # numbers of own articles, in order
    divisions: Overlap  # types and numbers, in order
    quoted: Overlap  # numbers of quoted articles, in order
    annexed: Overlap  # numbers of annexed articles, in order
    headings: Overlap  # first words of the headings that the gold gives
    conservation: float | None  # 0..1; None for a file that is refused

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            **{name: getattr(self, name).as_json() for name in MEASURES},
            "conservation": self.conservation,
        }


@dataclass(frozen=True, slots=True)
class StructureEvaluation:
    """Every gold file's score; a refused file counts as one in which nothing is found."""

    files: tuple[FileScore, ...]  # in the order of the gold files
    refused: tuple[Refused, ...]

    def overall(self, measure: str) -> Overlap:
        """The sum of a measure of ``MEASURES`` over all files: its ``f1`` is the micro-F1."""
        return sum((getattr(score, measure) for score in self.files), Overlap())

    @property
    def conservation(self) -> float:
        """The mean share of words kept in the files that are read; 1 without any."""
        kept = [score.conservation for score in self.files if score.conservation is not None]
        return sum(kept) / len(kept) if kept else 1.0

    def as_json(self) -> dict[str, Any]:
        """What ``evaluate --structure --json`` prints."""
        return {
            "article_micro_f1": round(self.overall("articles").f1, 4),
            **{name: self.overall(name).as_json() for name in MEASURES},
            "conservation": round(self.conservation, 4),
            "by_file": {score.file: score.as_json() for score in self.files},
            "refused": [{"path": file.path, "reason": str(file.reason)} for file in self.refused],
        }


def evaluate_structure(gold: Path, folder: Path | None, size_limit: int) -> StructureEvaluation:
    """The outlines of the files that the gold files below ``gold`` describe, scored.

    Without ``folder`` the nearest folder ``laws`` above ``gold`` is taken.

    Raises:
        NotFound: no gold file, one that is none, or no folder that holds the files.
    """
    expected = [_gold(path) for path in sorted(gold.rglob("*.json"))]
    if not expected:
        raise NotFound(
            Message("%(path)s holds no gold files; one JSON file a law is expected.", path=gold)
        )
    folder = folder or folder_of_laws(gold, [item["file"] for item in expected])
    scores: list[FileScore] = []
    refused: list[Refused] = []
    for item in expected:
        path = folder / item["file"]
        try:
            _, intake = read(path, Hints(country=path.parent.name), size_limit)
        except CorpusError as error:
            refused.append(Refused(shown_path(path), "unreadable", error.message))
            scores.append(score(item, None))
            continue
        scores.append(score(item, outline(intake)))
    return StructureEvaluation(tuple(scores), tuple(refused))


def score(gold: Mapping[str, Any], found: Mapping[str, Any] | None) -> FileScore:
    """The outline ``found`` against ``gold``; None for a file that was refused."""
    told = found or {}
    articles = told.get("articles", [])
    return FileScore(
        file=gold["file"],
        articles=overlap(gold["articles"], [article["num"] for article in articles]),
        divisions=overlap(_divisions(gold["divisions"]), _divisions(told.get("divisions", []))),
        quoted=overlap(gold["quoted_articles"], told.get("quoted_articles", [])),
        annexed=overlap(_series(gold["annexed_series"]), _series(told.get("annexed_series", []))),
        headings=_headings(gold["headings"], {a["num"]: a["heading"] for a in articles}),
        conservation=found["conservation"] if found else None,
    )


def overlap(expected: Iterable[str], found: Iterable[str]) -> Overlap:
    """What two sequences have in common in the same order, case and accents apart."""
    first, second = [folded(item) for item in expected], [folded(item) for item in found]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return Overlap(len(first), len(second), sum(block.size for block in blocks))


def folded(text: str) -> str:
    """``text`` without case and accents; the marks of closing series are all ``t:``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return f"t:{plain[2:]}" if plain.startswith("d:") else plain


def _divisions(divisions: Sequence[Mapping[str, str]]) -> list[str]:
    """Kind and number of each division; the kinds of closing provisions count as one."""
    return [
        f"{'closing' if item['type'] in _CLOSING else item['type']} {item['num']}"
        for item in divisions
    ]


def _series(series: Sequence[Mapping[str, Any]]) -> list[str]:
    return [number for item in series for number in item["articles"]]


def _headings(expected: Mapping[str, str], found: Mapping[str, str]) -> Overlap:
    """Headings that agree; only those that the gold gives are judged."""
    by_number = {folded(num): heading for num, heading in found.items()}
    pairs = [(text, by_number.get(folded(num), "")) for num, text in expected.items() if text]
    right = sum(_opening(text) == _opening(heading) for text, heading in pairs)
    return Overlap(len(pairs), len(pairs), right)


def _opening(heading: str) -> list[str]:
    return _WORD.findall(folded(heading))[:HEADING_WORDS]


def _gold(path: Path) -> dict[str, Any]:
    try:
        item = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        item = None
    lists = ("articles", "divisions", "quoted_articles", "annexed_series")
    if (
        not isinstance(item, dict)
        or not isinstance(item.get("file"), str)
        or not isinstance(item.get("headings"), dict)
        or not all(isinstance(item.get(name), list) for name in lists)
    ):
        raise NotFound(
            Message(
                "%(path)s is no gold file; a JSON object with file, articles, divisions,"
                " quoted_articles, annexed_series and headings is expected.",
                path=path,
            )
        )
    return item
