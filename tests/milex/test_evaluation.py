"""Agreement figures, worked out by hand on small sets of verdicts."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding, SearchLog
from milex.errors import NotFound
from milex.evaluation.calibration import calibration
from milex.evaluation.gold import GoldVerdict, Pair, read_gold
from milex.evaluation.study import evaluate
from milex.reports.evaluation_text import evaluation_text

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
LAW = ComparableLaw(
    "xa/act/1",
    "2020-01-01",
    "en",
    "xa",
    "Trafficking in Persons Act",
    (
        ComparableArticle("art_1", "1", "", "The consent of the victim is irrelevant."),
        ComparableArticle("art_2", "2", "", "Victims shall be given accommodation."),
        ComparableArticle("art_3", "3", "", "The Minister may provide psychological care."),
    ),
)


def row(item: str, verdict: str, *articles: str, **more: Any) -> dict[str, Any]:
    return {"item": item, "group": "C", "verdict": verdict, "articles": list(articles), **more}


def gold(folder: Path, *rows: dict[str, Any]) -> Path:
    (folder / "laws.tsv").write_text("key\tfile\none\ta.md\n", encoding="utf-8")
    lines = "\n".join(json.dumps(each) for each in rows)
    (folder / "one.jsonl").write_text(lines + "\n", encoding="utf-8")
    return folder


def test_figures_of_a_perfect_agreement(tmp_path: Path) -> None:
    folder = gold(
        tmp_path,
        row("tip.3b.consent", "full", "1", elements={"irrelevant": True}),
        row("tip.6.3a.housing", "full", "2(1)", elements={"housing": True}),
        row("tip.6.6.compensation", "absent", elements={"comp": False}),
    )
    overall = evaluate(folder, {"one": LAW}, CHECKLIST).overall
    assert overall.as_json() == {
        "verdicts": 3,
        "verdict_macro_f1": 1.0,
        "frequent_macro_f1": 0.0,  # no verdict has ten cases
        "weighted_kappa": 1.0,
        "accuracy": 1.0,
        "false_full_rate": 0.0,
        "evidence": {"precision": 1.0, "recall": 1.0, "f1": 1.0},
        "elements": {"micro_f1": 1.0},
    }


def test_figures_of_a_disagreement_are_as_counted_by_hand(tmp_path: Path) -> None:
    folder = gold(
        tmp_path,
        row("tip.3b.consent", "absent"),  # found full: a false full
        row("tip.6.3a.housing", "full", "2", "9"),  # agrees, one article missed
        row("tip.6.6.compensation", "absent"),  # agrees
        row("tip.6.3c.medical", "full", "3"),  # found partial
    )
    result = evaluate(folder, {"one": LAW}, CHECKLIST)
    assert result.overall.accuracy == pytest.approx(2 / 4)
    assert result.overall.false_full_rate == pytest.approx(1 / 2)
    assert result.overall.evidence_precision == pytest.approx(2 / 3)
    assert result.overall.evidence_recall == pytest.approx(2 / 3)
    # full: 1 of 2 said, 1 of 2 true -> 1/2; absent: 1 of 1 said, 1 of 2 true -> 2/3
    assert result.by_verdict == pytest.approx({"absent": 2 / 3, "full": 1 / 2})
    assert result.overall.verdict_macro_f1 == pytest.approx((2 / 3 + 1 / 2) / 2)
    # Said full 2, absent 1, partial 1; true absent 2, full 2. Distances observed: 2 + 0 + 0 + 1
    # of 4 pairs; expected by chance: (2·2·2 + 1·2·2 + 1·2·1 + 1·2·1) of 16.
    assert result.overall.weighted_kappa == pytest.approx(1 - (3 / 4) / (16 / 16))
    assert [pair.gold.provision for pair in result.disagreements] == [
        "tip.3b.consent",
        "tip.6.3c.medical",
    ]


def test_any_verdict_that_a_careful_reader_gave_is_right(tmp_path: Path) -> None:
    folder = gold(
        tmp_path,
        row("tip.3b.consent", "partial", "1", accepted=["partial", "full"]),
        row("tip.6.3a.housing", "partial", "2", accepted=["partial"]),
    )
    result = evaluate(folder, {"one": LAW}, CHECKLIST)
    assert result.overall.accuracy == pytest.approx(1 / 2)
    assert result.overall.false_full_rate == 1.0


def test_the_majority_baseline_always_says_the_commonest_verdict(tmp_path: Path) -> None:
    folder = gold(
        tmp_path,
        row("tip.6.6.compensation", "absent"),
        row("tip.6.1.privacy", "absent"),
        row("tip.6.3a.housing", "full", "2"),
    )
    result = evaluate(folder, {"one": LAW}, CHECKLIST)
    assert result.majority == "absent"
    assert result.baselines["majority"].accuracy == pytest.approx(2 / 3)
    assert result.baselines["majority"].verdict_macro_f1 == pytest.approx((4 / 5 + 0) / 2)
    assert result.as_json()["baseline"]["verdict"] == "absent"


def test_the_json_holds_the_parts_and_every_disagreement(tmp_path: Path) -> None:
    folder = gold(tmp_path, row("tip.3b.consent", "absent", note="only in a heading"))
    shown = evaluate(folder, {"one": LAW}, CHECKLIST).as_json()
    assert set(shown) >= {"by_group", "by_language", "by_law", "baseline", "disagreements"}
    assert set(shown["by_group"]) == {"C"}
    assert set(shown["by_language"]) == {"en"}
    assert set(shown["by_law"]) == {"one"}
    (disagreement,) = shown["disagreements"]
    assert disagreement["found"] == "full"
    assert disagreement["gold"] == ["absent"]
    assert disagreement["note"] == "only in a heading"
    assert json.loads(json.dumps(shown)) == shown


def test_a_gold_folder_without_its_table_or_a_laws_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"laws\.tsv is not there"):
        read_gold(tmp_path)
    folder = gold(tmp_path, row("tip.3b.consent", "full"))
    (folder / "one.jsonl").unlink()
    with pytest.raises(NotFound, match=r"one\.jsonl is not there"):
        read_gold(folder)


def test_gold_of_other_laws_only_is_told(tmp_path: Path) -> None:
    folder = gold(tmp_path, row("tip.3b.consent", "full"))
    with pytest.raises(NotFound, match="No verdict"):
        evaluate(folder, {"two": LAW}, CHECKLIST)


OTHER = replace(LAW, language="en", country="xb")


def two_laws(folder: Path) -> Path:
    """Two laws of two States; the first agrees throughout, the second in one of two."""
    (folder / "laws.tsv").write_text("key\tfile\none\ta.md\ntwo\tb.md\n", encoding="utf-8")
    verdicts = {
        "one": [row("tip.3b.consent", "full", "1"), row("tip.6.6.compensation", "absent")],
        "two": [
            row("tip.3b.consent", "absent", note="only in a heading"),
            row("tip.6.3a.housing", "full", "2"),
        ],
    }
    for key, rows in verdicts.items():
        lines = "\n".join(json.dumps(each) for each in rows)
        (folder / f"{key}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_intervals_hold_the_figure_and_are_the_same_again(tmp_path: Path) -> None:
    folder = two_laws(tmp_path)
    result, again = (evaluate(folder, {"one": LAW, "two": OTHER}, CHECKLIST) for _ in range(2))
    assert result.intervals == again.intervals
    for bounds in (result.intervals.by_provision, result.intervals.by_law):
        low, high = bounds["accuracy"]
        assert low <= result.overall.accuracy <= high
    # With whole laws drawn, both samples may be the law that is right throughout.
    assert result.intervals.by_law["accuracy"] == (0.5, 1.0)


def test_a_perfect_agreement_leaves_no_room_for_doubt(tmp_path: Path) -> None:
    folder = gold(tmp_path, row("tip.3b.consent", "full", "1"), row("tip.6.1.privacy", "absent"))
    bounds = evaluate(folder, {"one": LAW}, CHECKLIST).intervals.by_provision
    assert bounds["accuracy"] == bounds["verdict_macro_f1"] == (1.0, 1.0)


def test_the_spread_gives_each_states_laws_and_all_the_others(tmp_path: Path) -> None:
    spread = evaluate(two_laws(tmp_path), {"one": LAW, "two": OTHER}, CHECKLIST).spread
    assert {state: figures.own.accuracy for state, figures in spread.states.items()} == {
        "xa": 1.0,
        "xb": 0.5,
    }
    assert spread.states["xa"].others == spread.states["xb"].own
    assert (spread.accuracy.lowest, spread.accuracy.highest) == (0.5, 1.0)
    assert spread.accuracy.mean == pytest.approx(0.75)


def test_one_state_alone_has_no_others(tmp_path: Path) -> None:
    folder = gold(tmp_path, row("tip.3b.consent", "full", "1"))
    spread = evaluate(folder, {"one": LAW}, CHECKLIST).spread
    assert spread.states["xa"].others is None
    assert spread.accuracy.deviation == 0.0


def test_the_keyword_baseline_heeds_no_limit_and_no_article(tmp_path: Path) -> None:
    scattered = replace(
        LAW,
        articles=(
            ComparableArticle("art_1", "1", "", "Whoever recruits a worker shall register."),
            ComparableArticle("art_2", "2", "", "Goods are transported and transferred by road."),
            ComparableArticle("art_3", "3", "", "A port shall harbour and receive ships."),
        ),
    )
    folder = gold(tmp_path, row("tip.3a.act", "absent"))
    result = evaluate(folder, {"one": scattered}, CHECKLIST)
    assert result.overall.accuracy == 1.0
    assert result.baselines["keywords"].accuracy == 0.0


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_report_is_80_columns_wide_and_shows_both_readings(
    tmp_path: Path, language: str
) -> None:
    result = evaluate(two_laws(tmp_path), {"one": LAW, "two": OTHER}, CHECKLIST)
    text = evaluation_text(result, language, states=True)
    assert max(map(len, text.splitlines())) <= 80
    assert "«consent of the victim is irrelevant»" in text
    assert "only in a heading" in text
    assert ("1 disagreement" if language == "en" else "1 discrepancia") in text
    assert "XB" in text
    assert "XB" not in evaluation_text(result, language).replace("XB/", "")


def test_rare_verdicts_are_told_with_their_cases(tmp_path: Path) -> None:
    folder = gold(
        tmp_path,
        *(
            row(provision.id, "absent")
            for provision in CHECKLIST.provisions
            if provision.group == "E"
        ),
        row("tip.3b.consent", "contrary", "1"),
    )
    result = evaluate(folder, {"one": LAW}, CHECKLIST)
    assert result.cases["contrary"] == 1
    assert result.overall.verdict_macro_f1 < 0.6
    assert result.overall.frequent_macro_f1 > 0.9


def test_the_calibration_holds_what_is_promised_against_what_is_right() -> None:
    pairs = [
        Pair(
            GoldVerdict("one", "tip.3b.consent", "A", verdict, (verdict,), (), {}),
            Finding("tip.3b.consent", "full", confidence, {}, (), (), SearchLog(0, ())),
            "en",
            "xa",
        )
        for verdict, confidence in (("full", 0.8), ("full", 0.81), ("absent", 0.5))
    ]
    result = calibration(pairs)
    assert [(each.verdicts, each.accuracy) for each in result.promises] == [(1, 0.0), (2, 1.0)]
    assert result.error == pytest.approx((1 * 0.5 + 2 * 0.195) / 3)


def test_an_article_numbered_with_a_hyphen_and_without_is_one(tmp_path: Path) -> None:
    articles = (ComparableArticle("art_2a", "2A", "", LAW.articles[1].text),)
    folder = gold(tmp_path, row("tip.6.3a.housing", "full", "2-A"))
    result = evaluate(folder, {"one": replace(LAW, articles=articles)}, CHECKLIST)
    assert result.overall.evidence_f1 == 1.0
