"""Two laws, or two versions of one, article by article, as every format shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milex.alignment import PAIR_KINDS, Pair, PairKind, align
from milex.comparator.model import ComparableArticle, ComparableLaw
from milex.differences import Stretch, differences
from milex.records import LawSummary


@dataclass(frozen=True, slots=True)
class ArticlesDiff:
    """The articles of two laws in pairs; both summaries describe the versions compared."""

    before: LawSummary
    after: LawSummary
    pairs: tuple[Pair, ...]  # in the order of ``after``

    @property
    def counts(self) -> Mapping[PairKind, int]:
        """How many pairs are of each kind, every kind present."""
        return {kind: sum(pair.kind == kind for pair in self.pairs) for kind in PAIR_KINDS}

    @property
    def different(self) -> tuple[Pair, ...]:
        """The pairs in which something changed: words, heading, number or place."""
        return tuple(
            pair for pair in self.pairs if pair.kind != "same" or pair.moved or pair.is_renumbered
        )


def articles_diff(
    before: tuple[LawSummary, ComparableLaw], after: tuple[LawSummary, ComparableLaw]
) -> ArticlesDiff:
    """The articles of two versions in pairs, each version with its summary."""
    same_law = before[0].law == after[0].law
    pairs = align(before[1].articles, after[1].articles, by_number=same_law)
    return ArticlesDiff(before[0], after[0], pairs)


def changes(pair: Pair) -> tuple[Stretch, ...]:
    """The words of a pair, laid on one another: heading, then text, articles by line."""
    return differences(_words(pair.before), _words(pair.after))


def _words(articles: Sequence[ComparableArticle]) -> str:
    return "\n".join(line for a in articles for line in (a.heading, a.text) if line)


def articles_diff_json(diff: ArticlesDiff) -> dict[str, Any]:
    """``diff`` as ``milex diff --by article --json`` prints it; equal articles without words."""
    return {
        "by": "article",
        "before": side_json(diff.before),
        "after": side_json(diff.after),
        "counts": dict(diff.counts),
        "pairs": [
            {
                "kind": pair.kind,
                "moved": pair.moved,
                "renumbered": pair.is_renumbered,
                "likeness": round(pair.likeness, 4),
                "before": [_article_json(article) for article in pair.before],
                "after": [_article_json(article) for article in pair.after],
                "changes": []
                if pair.kind == "same"
                else [{"kind": part.kind, "text": part.text} for part in changes(pair)],
            }
            for pair in diff.pairs
        ],
    }


def side_json(law: LawSummary) -> dict[str, Any]:
    """Which law, in which version, stands on one side."""
    return {
        "law": law.law,
        "version": law.version,
        "title": law.title,
        "country": law.country.upper(),
        "language": law.language,
    }


def _article_json(article: ComparableArticle) -> dict[str, str]:
    return {"num": article.num, "eid": article.eid, "heading": article.heading}
