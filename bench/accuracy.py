"""The structure and the verdicts that MILEX finds, held against careful readers'."""

import json
import re
import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableFile
from corpus.intake import Hints, take_in
from corpus.outline import outline
from milex.evaluation import Evaluation, evaluate
from milex.gold_laws import gold_laws
from milex.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StructureScore:
    """How far one file's outline agrees with the careful reader's, each 0..1."""

    file: str
    articles: float  # F1 of the article numbers, in order
    divisions: float  # F1 of divisions by type and number, in order; 1 where there are none
    quoted: float  # F1 of the quoted articles, in order; 1 where there are none
    headings: float  # share of the epigraphs that the outline has; 1 where there are none
    conservation: float  # share of the input's words that the law holds


def score_structure(gold: dict[str, Any], laws: Path) -> StructureScore:
    """The score of the file that ``gold`` describes.

    Raises:
        UnreadableFile: the file is in a format that MILEX does not read.
    """
    path = laws / gold["file"]
    country = gold["file"].split("/")[0]
    found = outline(take_in(path.read_bytes(), path.name, Hints(country=country)))
    headings = {folded(a["num"]): words(a["heading"]) for a in found["articles"]}
    expected = {folded(num): words(text) for num, text in gold["headings"].items() if text}
    return StructureScore(
        file=gold["file"],
        articles=sequence_f1(
            [folded(number) for number in gold["articles"]],
            [folded(article["num"]) for article in found["articles"]],
        ),
        divisions=sequence_f1(
            [(d["type"], folded(d["num"])) for d in gold["divisions"]],
            [(d["type"], folded(d["num"])) for d in found["divisions"]],
        ),
        quoted=sequence_f1(
            [folded(number) for number in gold["quoted_articles"]],
            [folded(number) for number in found["quoted_articles"]],
        ),
        headings=(
            sum(headings.get(num, [])[:6] == text[:6] for num, text in expected.items())
            / len(expected)
            if expected
            else 1.0
        ),
        conservation=found["conservation"],
    )


def folded(number: str) -> str:
    """``number`` without case, accents and the mark of a post-body series."""
    bare = re.sub(r"^[td]:", "", number)
    decomposed = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The words of ``text`` without case and accents."""
    return re.findall(r"\w+", folded(text))


def sequence_f1(expected: Sequence[object], found: Sequence[object]) -> float:
    """F1 over the longest common subsequence, 1 where both are empty."""
    if not expected and not found:
        return 1.0
    matcher = SequenceMatcher(None, list(expected), list(found), autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    return 2 * common / (len(expected) + len(found))


def measure_structure(shared: Path) -> list[StructureScore | str]:
    """A score a gold file, or the file's name where its format is not read."""
    scores: list[StructureScore | str] = []
    for path in sorted((shared / "gold" / "structure" / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        try:
            scores.append(score_structure(gold, shared / "laws"))
        except UnreadableFile as refused:
            scores.append(f"{gold['file']}: refused ({refused.code})")
    return scores


def print_structure(scores: Sequence[StructureScore | str]) -> None:
    """The weakest files, the refused ones, and the means over the rest."""
    read = [score for score in scores if isinstance(score, StructureScore)]
    for refused in (score for score in scores if isinstance(score, str)):
        print(refused)
    print(f"\n{'F1 of':<54}{'art.':>6}{'div.':>6}{'quot.':>6}{'head.':>6}{'words':>7}")
    for score in sorted(read, key=lambda each: (each.articles, each.divisions)):
        print(
            f"{score.file[-52:]:<54}{score.articles:>6.2f}{score.divisions:>6.2f}"
            f"{score.quoted:>6.2f}{score.headings:>6.2f}{score.conservation:>7.3f}"
        )
    means = [
        statistics.fmean(getattr(score, name) for score in read)
        for name in ("articles", "divisions", "quoted", "headings", "conservation")
    ]
    print(
        f"{f'mean of {len(read)} files':<54}{means[0]:>6.2f}{means[1]:>6.2f}"
        f"{means[2]:>6.2f}{means[3]:>6.2f}{means[4]:>7.3f}"
    )


def measure_verdicts(shared: Path, workspace: Workspace) -> Evaluation:
    """The comparator's agreement with the gold verdicts, by the Protocols' checklist."""
    gold = shared / "gold" / "verdicts"
    read = gold_laws(gold, shared / "laws", workspace.settings.size_limit)
    return evaluate(gold, read.laws, workspace.checklist())


def print_verdicts(evaluation: Evaluation) -> None:
    """Agreement on the whole and by law, beside the baseline that says one verdict always."""
    print(f"{'':<20}{'n':>5}{'acc.':>7}{'F1':>7}{'kappa':>7}{'false full':>12}{'evid. F1':>10}")
    for name, part in (("all", evaluation.overall), *evaluation.by_law.items()):
        print(
            f"{name:<20}{part.verdicts:>5}{part.accuracy:>7.2f}{part.verdict_macro_f1:>7.2f}"
            f"{part.weighted_kappa:>7.2f}{part.false_full_rate:>12.2f}{part.evidence_f1:>10.2f}"
        )
    print(
        f"baseline, always {evaluation.majority}: accuracy {evaluation.majority_accuracy:.2f}, "
        f"F1 {evaluation.majority_macro_f1:.2f}"
    )
