"""Articles of two laws that are one, whatever their numbers and places."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milex.alignment import Pair, align
from milex.comparator.model import ComparableArticle

SUBJECTS = ("harbours", "beacons", "ferries", "pilots", "anchors", "tides", "ropes", "sails")
DUTIES = ("inspect", "paint", "register", "repair", "insure", "measure", "photograph", "clean")
PLACES = ("north", "south", "river", "lake", "island", "delta", "canal", "strait")


def article(number: int, num: str = "") -> ComparableArticle:
    """The article number ``number`` of an invented law; no two share half of their words."""
    subject, duty, place = (
        SUBJECTS[number % 8],
        DUTIES[number // 2 % 8],
        PLACES[number // 3 % 8],
    )
    text = " ".join(
        f"{subject}{number} {duty}{(number * 7 + step) % 53} {place}{number * 11 + step} shall"
        for step in range(6)
    )
    num = num or str(number + 1)
    return ComparableArticle(f"art_{num}", num, "", f"{text}.")


LAWS = st.integers(1, 14).map(lambda count: [article(n) for n in range(count)])


def renumbered(articles: list[ComparableArticle], first: int = 1) -> list[ComparableArticle]:
    return [
        replace(each, num=str(number), eid=f"art_{number}")
        for number, each in enumerate(articles, first)
    ]


def numbers(pairs: tuple[Pair, ...]) -> list[tuple[str, str, str]]:
    return [
        (pair.kind, "+".join(a.num for a in pair.before), "+".join(a.num for a in pair.after))
        for pair in pairs
    ]


@settings(deadline=None)
@given(LAWS)
def test_a_law_aligns_with_itself_without_a_difference(law: list[ComparableArticle]) -> None:
    pairs = align(law, law)
    assert [(p.kind, p.before[0], p.after[0], p.moved) for p in pairs] == [
        ("same", each, each, False) for each in law
    ]
    assert not any(pair.is_renumbered for pair in pairs)
    assert {pair.likeness for pair in pairs} == {1}


@settings(deadline=None)
@given(LAWS, st.integers(1, 90))
def test_renumbering_breaks_nothing(law: list[ComparableArticle], first: int) -> None:
    pairs = align(law, renumbered(law, first))
    assert [pair.kind for pair in pairs] == ["same"] * len(law)
    assert [pair.before[0].text for pair in pairs] == [each.text for each in law]
    assert not any(pair.moved for pair in pairs)


@settings(deadline=None)
@given(LAWS.flatmap(st.permutations))
def test_reordered_articles_find_one_another(shuffled: list[ComparableArticle]) -> None:
    law = sorted(shuffled, key=lambda each: int(each.num))
    pairs = align(law, renumbered(shuffled))
    assert [pair.kind for pair in pairs] == ["same"] * len(law)
    assert all(pair.before[0].text == pair.after[0].text for pair in pairs)
    unmoved = [int(pair.before[0].num) for pair in pairs if not pair.moved]
    assert unmoved == sorted(unmoved)


@settings(deadline=None)
@given(LAWS, st.sets(st.integers(0, 13)), st.integers(0, 14), st.integers(1, 4))
def test_inserted_and_deleted_articles_are_found(
    law: list[ComparableArticle], deleted: set[int], place: int, inserted: int
) -> None:
    kept = [each for number, each in enumerate(law) if number not in deleted]
    new = [article(40 + number) for number in range(inserted)]
    place = min(place, len(kept))
    pairs = align(law, renumbered([*kept[:place], *new, *kept[place:]]))
    gone = [each for number, each in enumerate(law) if number in deleted]
    assert [pair.before[0] for pair in pairs if pair.kind == "removed"] == gone
    assert [p.after[0].text for p in pairs if p.kind == "added"] == [each.text for each in new]
    assert sum(pair.kind == "same" for pair in pairs) == len(kept)


@settings(deadline=None)
@given(
    st.lists(st.text("abc ", max_size=30), max_size=7),
    st.lists(st.text("abc ", max_size=30), max_size=7),
    st.booleans(),
)
def test_every_article_is_in_exactly_one_pair(
    before: list[str], after: list[str], by_number: bool
) -> None:
    left, right = (
        [ComparableArticle(f"art_{n}", str(n), "", text) for n, text in enumerate(texts)]
        for texts in (before, after)
    )
    pairs = align(left, right, by_number=by_number)
    assert sorted((a.num for pair in pairs for a in pair.before), key=int) == [a.num for a in left]
    assert sorted((a.num for pair in pairs for a in pair.after), key=int) == [a.num for a in right]
    assert all(bool(p.before) or p.kind == "added" for p in pairs)
    assert all(bool(p.after) or p.kind == "removed" for p in pairs)


def test_a_rewritten_article_is_changed_and_says_how_like_it_is() -> None:
    old = article(1)
    new = replace(old, text=old.text.replace("shall", "may", 2))
    (pair,) = align([old], [new])
    assert pair.kind == "changed"
    assert 0.8 < pair.likeness < 1


def test_an_article_that_goes_elsewhere_is_moved_and_the_others_are_not() -> None:
    law = [article(n) for n in range(6)]
    pairs = align(law, renumbered([*law[1:5], law[0], law[5]]))
    assert [pair.before[0].num for pair in pairs if pair.moved] == ["1"]
    assert [p.after[0].num for p in pairs if p.moved] == ["5"]


def test_an_article_cut_in_two_is_split_and_two_made_one_are_merged() -> None:
    one, two = article(3), article(4)
    whole = ComparableArticle("art_9", "9", "", f"{one.text} {two.text}")
    around = [article(20, "1"), article(21, "99")]
    split = align([around[0], whole, around[1]], [around[0], one, two, around[1]])
    assert numbers(split) == [("same", "1", "1"), ("split", "9", "4+5"), ("same", "99", "99")]
    merged = align([around[0], one, two, around[1]], [around[0], whole, around[1]])
    assert numbers(merged) == [("same", "1", "1"), ("merged", "4+5", "9"), ("same", "99", "99")]


def test_a_removed_article_stands_where_it_stood() -> None:
    law = [article(n) for n in range(4)]
    pairs = align(law, [law[0], law[3]])
    assert numbers(pairs) == [
        ("same", "1", "1"),
        ("removed", "2", ""),
        ("removed", "3", ""),
        ("same", "4", "4"),
    ]


@pytest.mark.parametrize(
    ("by_number", "kinds"), [(True, ["changed"]), (False, ["removed", "added"])]
)
def test_only_versions_of_one_law_are_paired_by_number_alone(
    by_number: bool, kinds: list[str]
) -> None:
    old = ComparableArticle("art_7", "7", "", "La tasa del puerto se paga cada mes en la caja.")
    new = ComparableArticle("art_7", "7", "", "Derógase esta disposición.")
    assert [pair.kind for pair in align([old], [new], by_number=by_number)] == kinds


@settings(deadline=None)
@given(st.lists(st.sampled_from(["", "Derogado.", "La multa es de diez jornales."]), max_size=8))
def test_articles_without_words_or_with_the_same_ones_align_too(texts: list[str]) -> None:
    law = [ComparableArticle(f"art_{n}", str(n), "", text) for n, text in enumerate(texts)]
    assert numbers(align(law, law)) == [("same", each.num, each.num) for each in law]
