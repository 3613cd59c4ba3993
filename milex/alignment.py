"""Two laws, or two versions of one, article by article.

Articles are paired by their words, not by their numbers, so renumbering and moving break
nothing. The steps: a rough measure (weighted words in common) chooses which articles are
worth a closer look; the closer look is the share of words in common in the same order;
dynamic programming finds the best chain of pairs in the order of both; what is left is
paired out of order (moved), put together from parts (split, merged) or, in versions of
one law, paired by its number. Knows articles, and nothing of files or the database.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel, LCSseq

from milex.comparator.model import ComparableArticle
from milex.comparator.words import words_of

PairKind = Literal["same", "changed", "removed", "added", "split", "merged"]
PAIR_KINDS: Final[tuple[PairKind, ...]] = (
    "same",
    "changed",
    "split",
    "merged",
    "removed",
    "added",
)

ALIKE: Final = 0.5  # share of words in common from which two articles are one
_WORTH_A_LOOK: Final = 0.2  # cosine of weighted words
_DOMINATED: Final = 0.2  # a pair so much weaker than the best of its articles is none
_SAME_NUMBER: Final = 0.02  # breaks ties between articles of the same words
_PART: Final = 0.6  # share of a part's words that its whole must have
_GAIN: Final = 0.03  # what a part must add to the likeness of the whole
_FEWEST_WORDS: Final = 6  # an article of fewer is no part of another
_BUCKETS: Final = 4096  # at most; words that share one only blur

_Matrix = npt.NDArray[np.float32]
_Words = tuple[int, ...]
_Links = dict[int, list[int]]  # positions on one side -> positions on the other, in order
_Group = tuple[tuple[int, ...], tuple[int, ...]]  # positions before, positions after


@dataclass(frozen=True, slots=True)
class Pair:
    """Articles that are one: 1–1, one in several, several in one, or one alone."""

    kind: PairKind
    before: tuple[ComparableArticle, ...]  # in document order; empty when added
    after: tuple[ComparableArticle, ...]  # empty when removed
    likeness: float  # 0..1, share of words in common in the same order; 0 when alone
    moved: bool = False  # its place among the articles around it is another

    @property
    def is_renumbered(self) -> bool:
        """Whether an article stands on both sides, under different numbers."""
        return len(self.before) == len(self.after) == 1 and (
            self.before[0].num != self.after[0].num
        )


@dataclass(slots=True)
class _Side:
    """The articles of one side and their words, one entry an article."""

    articles: Sequence[ComparableArticle]
    words: list[_Words]


def align(
    before: Sequence[ComparableArticle],
    after: Sequence[ComparableArticle],
    *,
    by_number: bool = False,
) -> tuple[Pair, ...]:
    """Every article of both in exactly one pair, in the order of ``after``.

    A removed article stands where it stood among its neighbours. ``by_number``, for two
    versions of one law: articles left alone that have the same eId are one, rewritten.
    """
    numbers: dict[str, int] = {}
    left, right = _side(before, numbers), _side(after, numbers)
    rough = _rough(left, right)
    likeness = _likeness(left, right, rough)
    chain = _chain(likeness)
    links = {i: [j] for i, j in (*chain, *_moves(likeness, chain))}
    if by_number:
        links |= {i: [j] for i, j in _numbered(left, right, links)}
    links = _with_parts(left, right, rough, links)
    joined = _with_parts(right, left, rough.T, _turned(links))
    return tuple(_ordered(left, right, _groups(links, joined), frozenset(chain)))


def _side(articles: Sequence[ComparableArticle], numbers: dict[str, int]) -> _Side:
    words = [
        tuple(
            numbers.setdefault(form, len(numbers))
            for form in words_of(f"{article.heading}\n{article.text}").forms
        )
        for article in articles
    ]
    return _Side(articles, words)


def _likeness(left: _Side, right: _Side, rough: _Matrix) -> _Matrix:
    """``likeness[i, j]``: 0, or the share of words in common where it is ``ALIKE`` or more."""
    found = np.zeros((len(left.words), len(right.words)), dtype=np.float32)
    for i, j in np.argwhere(rough >= _WORTH_A_LOOK).tolist():
        close = Indel.normalized_similarity(left.words[i], right.words[j], score_cutoff=ALIKE)
        if close:
            same_number = left.articles[i].eid == right.articles[j].eid
            found[i, j] = close + _SAME_NUMBER * same_number
    return found


def _rough(left: _Side, right: _Side) -> _Matrix:
    """Cosine of the articles' words, the rare ones weighing more."""
    known = Counter(word for words in (*left.words, *right.words) for word in set(words))
    total = len(left.words) + len(right.words)
    weights = np.array([np.log1p(total / known[word]) for word in range(len(known))])
    vectors: _Matrix = _vectors(left, weights) @ _vectors(right, weights).T
    return vectors


def _vectors(side: _Side, weights: npt.NDArray[np.float64]) -> _Matrix:
    """``vectors[article, bucket]``, each of length 1; the last bucket is for want of words."""
    buckets = min(_BUCKETS, len(weights))
    vectors = np.zeros((len(side.words), buckets + 1), dtype=np.float32)
    for row, words in zip(vectors, side.words, strict=True):
        if not words:
            row[-1] = 1
            continue
        numbers = np.array(words, dtype=np.int64)
        np.add.at(row, numbers % buckets, weights[numbers])
        row /= np.linalg.norm(row)
    return vectors


def _chain(likeness: _Matrix) -> list[tuple[int, int]]:
    """Pairs in the order of both sides whose likeness sums to the most."""
    if not likeness.size:
        return []
    best = np.maximum(likeness.max(axis=1)[:, None], likeness.max(axis=0)[None, :])
    worth = np.where(likeness >= best - _DOMINATED, likeness, 0).astype(np.float64)
    rows, columns = worth.shape
    sums = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        taken = np.where(worth[i] > 0, sums[i, :-1] + worth[i], 0)
        sums[i + 1, 1:] = np.maximum.accumulate(np.maximum(sums[i, 1:], taken))
    chain = []
    i, j = rows, columns
    while i and j:
        if sums[i, j] == sums[i, j - 1]:
            j -= 1
        elif sums[i, j] == sums[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            chain.append((i, j))
    return chain[::-1]


def _moves(likeness: _Matrix, chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of what the chain leaves, the likest first."""
    lefts, rights = {i for i, _ in chain}, {j for _, j in chain}
    free = [(i, j) for i, j in np.argwhere(likeness > 0).tolist()]
    moves = []
    for i, j in sorted(free, key=lambda pair: (-likeness[pair], pair)):
        if i not in lefts and j not in rights:
            moves.append((i, j))
            lefts.add(i)
            rights.add(j)
    return moves


def _numbered(left: _Side, right: _Side, links: _Links) -> list[tuple[int, int]]:
    """Pairs of the same eId among the articles that nothing else pairs."""
    taken = {j for parts in links.values() for j in parts}
    places = {a.eid: j for j, a in enumerate(right.articles) if j not in taken}
    return [
        (i, places[article.eid])
        for i, article in enumerate(left.articles)
        if i not in links and article.eid in places
    ]


def _with_parts(wholes: _Side, parts: _Side, rough: _Matrix, links: _Links) -> _Links:
    """``links`` with lone articles of ``parts`` joined to the whole that has their words."""
    taken = Counter(j for held in links.values() for j in held)
    lone = [
        j for j, words in enumerate(parts.words) if not taken[j] and len(words) >= _FEWEST_WORDS
    ]
    grown = dict(links)
    for i, words in enumerate(wholes.words):
        held = grown.get(i, [])
        near = [j for j in lone if not taken[j] and rough[i, j] >= _WORTH_A_LOOK]
        if near and all(taken[j] == 1 for j in held):
            grown[i] = _grown(words, held, near, parts)
            taken.update(set(grown[i]) - set(held))
    return {i: held for i, held in grown.items() if held}


def _grown(whole: _Words, held: list[int], near: Sequence[int], parts: _Side) -> list[int]:
    """``held`` with those of ``near`` that bring it closer to ``whole``, in document order."""
    shares = {j: LCSseq.similarity(whole, parts.words[j]) / len(parts.words[j]) for j in near}
    joined = held
    likeness = _joint(whole, joined, parts)
    for j in sorted((j for j in near if shares[j] >= _PART), key=lambda j: (-shares[j], j)):
        tried = sorted([*joined, j])
        closer = _joint(whole, tried, parts)
        if closer >= likeness + _GAIN:
            joined, likeness = tried, closer
    return joined if len(joined) > 1 and likeness >= ALIKE else held


def _joint(whole: _Words, joined: Sequence[int], parts: _Side) -> float:
    together = tuple(word for j in joined for word in parts.words[j])
    return Indel.normalized_similarity(whole, together) if together else 0.0


def _turned(links: _Links) -> _Links:
    """The same links by their other end."""
    turned: _Links = {}
    for i, parts in links.items():
        for j in parts:
            turned.setdefault(j, []).append(i)
    return turned


def _groups(splits: _Links, joined: _Links) -> list[_Group]:
    """Each article of a link in one group: by ``splits`` where it was split, else as joined."""
    parted = [((i,), tuple(js)) for i, js in splits.items() if len(js) > 1]
    inside = {j for _, js in parted for j in js}
    return parted + [
        (tuple(sorted(wholes)), (j,)) for j, wholes in joined.items() if j not in inside
    ]


def _ordered(
    left: _Side, right: _Side, groups: Sequence[_Group], chain: frozenset[tuple[int, int]]
) -> Iterator[Pair]:
    """The groups by their first article after, what was removed after what it followed."""
    of_right = {group[1][0]: group for group in groups}
    grouped = [frozenset(i for of, _ in groups for i in of), {j for _, to in groups for j in to}]
    removed: dict[int, list[int]] = {}
    for i, place in enumerate(_places(len(left.words), chain)):
        if i not in grouped[0]:
            removed.setdefault(place, []).append(i)
    for j in range(len(right.words) + 1):
        for i in removed.get(j, ()):
            yield Pair("removed", (left.articles[i],), (), 0.0)
        if j in of_right:
            yield _pair(left, right, of_right[j], chain)
        elif j < len(right.words) and j not in grouped[1]:
            yield Pair("added", (), (right.articles[j],), 0.0)


def _places(count: int, chain: frozenset[tuple[int, int]]) -> list[int]:
    """For each article before, the place right after what its last forerunner became."""
    linked = dict(chain)
    places = []
    place = 0
    for i in range(count):
        places.append(place)
        place = linked.get(i, place - 1) + 1
    return places


def _pair(left: _Side, right: _Side, group: _Group, chain: frozenset[tuple[int, int]]) -> Pair:
    before, after = (
        tuple(left.articles[i] for i in group[0]),
        tuple(right.articles[j] for j in group[1]),
    )
    likeness = Indel.normalized_similarity(
        tuple(word for i in group[0] for word in left.words[i]),
        tuple(word for j in group[1] for word in right.words[j]),
    )
    kind: PairKind = "same" if _same(before[0], after[0]) else "changed"
    if len(group[0]) > 1 or len(group[1]) > 1:
        kind = "split" if len(group[1]) > 1 else "merged"
    moved = not any((i, j) in chain for i in group[0] for j in group[1])
    return Pair(kind, before, after, likeness, moved)


def _same(before: ComparableArticle, after: ComparableArticle) -> bool:
    return before.text == after.text and before.heading == after.heading
