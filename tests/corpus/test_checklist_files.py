"""Checklist files: the bundled one is sound, and the linter tells what a lawyer broke."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.checklists.linter import lint, problems_of
from corpus.checklists.loader import (
    DEFAULT_CHECKLIST,
    bundled_checklists,
    checklist_of,
    load_checklist,
)
from corpus.checklists.located import Located, read_located
from corpus.checklists.model import GAP_LEVELS, Checklist
from corpus.errors import InvalidChecklist

GOOD = """\
checklist: tiny
version: 0.1.0
status: draft
date: '2026-01-01'
title: {en: Tiny, es: Pequeña}
changes:
  - {version: 0.1.0, date: '2026-01-01', text: First.}
instruments: {TIP: {en: A protocol, es: Un protocolo}}
groups:
  A: {en: Definition, es: Definición}
regimes:
  trafficking:
    label: {en: Trafficking, es: Trata}
    title: {en: [human traffick*], es: [trata]}
    text: {en: [human traffick*], es: [trata]}
items:
  - id: tip.3a.act
    group: A
    level: mandatory
    source:
      - {instrument: TIP, article: 3(a)}
    label: {en: Act, es: Acto}
    question: {en: Which acts?, es: ¿Qué actos?}
    full: any
    partial: any
    scope: provision
    regime: [trafficking]
    elements:
      act:
        label: {en: recruitment, es: captación}
        en: [recruit*]
        es: [capt*]
    negative:
      en: [recruitment agency]
      es: [captura]
    tests:
      en:
        - full: Whoever recruits another.
        - absent: [No one., Nobody.]
      es:
        - full: Quien capte a otro.
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "tiny.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_checklist_keeps_every_provision_of_the_draft_in_group_order() -> None:
    checklist = bundled_checklists()[DEFAULT_CHECKLIST]
    assert len([p for p in checklist.provisions if p.since in {"0.1.0", "0.2.0"}]) == 162
    assert [p.group for p in checklist.provisions] == sorted(p.group for p in checklist.provisions)
    assert [group.id for group in checklist.groups] == list("ABCDEF")
    assert checklist.changes
    assert all(checklist.title[language] for language in ("en", "es"))


def test_the_bundled_checklist_has_no_problem() -> None:
    folder = Path(load_checklist.__code__.co_filename).parent
    assert [lint(path) for path in folder.glob("*.yaml")] == [()] * len(bundled_checklists())


def test_levels_of_the_bundled_checklist_keep_their_meaning() -> None:
    checklist = bundled_checklists()[DEFAULT_CHECKLIST]
    levels = {p.id: p.level for p in checklist.provisions}
    assert levels["tip.3a.act"] == "mandatory"
    assert levels["tip.6.3a.housing"] == "must_consider"
    assert levels["som.3.benefit"] == "recommended"
    assert levels["ia.refugee_access"] == "binding_if_party"
    assert {"mandatory", "mandatory_qualified", "binding_if_party"} == GAP_LEVELS


@pytest.mark.shared
def test_a_shared_draft_and_the_bundled_file_have_the_same_ids_levels_and_sources(
    shared: Path,
) -> None:
    draft: dict[str, Any] = yaml.safe_load(
        (shared / "checklist" / "un-trafficking-smuggling.draft.yaml").read_text(encoding="utf-8")
    )
    ours = bundled_checklists()[DEFAULT_CHECKLIST]
    ids = {item["id"] for item in draft["items"]}
    kept = [p for p in ours.provisions if p.id in ids]
    assert [(p.id, p.group, p.level) for p in kept] == [
        (item["id"], item["group"], item["level"]) for item in draft["items"]
    ]
    for provision, item in zip(kept, draft["items"], strict=True):
        sources = [(s["instrument"], str(s["article"])) for s in item["source"]]
        assert [(s.instrument, s.article) for s in provision.sources] == sources


def test_a_small_file_loads_whole(tmp_path: Path) -> None:
    checklist = load_checklist(written(tmp_path, GOOD))
    (provision,) = checklist.provisions
    assert provision.sources[0].article == "3(a)"
    assert provision.elements[0].patterns["en"][0].source == "recruit*"
    assert provision.elements[0].label["es"] == "captación"
    assert checklist.instruments["TIP"]["es"] == "Un protocolo"
    assert provision.negatives["es"][0].source == "captura"
    assert provision.question["es"] == "¿Qué actos?"
    assert [(test.language, test.expected, test.articles) for test in provision.tests] == [
        ("en", "full", ("Whoever recruits another.",)),
        ("en", "absent", ("No one.", "Nobody.")),
        ("es", "full", ("Quien capte a otro.",)),
    ]


@pytest.mark.parametrize(
    ("replaced", "by", "code", "line"),
    [
        ("level: mandatory\n", "level: solemn\n", "unknown_level", 19),
        ("scope: provision", "scope: planet", "unknown_scope", 26),
        ("full: any", "full: some", "unknown_full", 24),
        ("instrument: TIP", "instrument: TOP", "unknown_instrument", 21),
        ("    source:\n      - {instrument: TIP, article: 3(a)}\n", "", "unsourced", 17),
        (", article: 3(a)", "", "unsourced", 21),
        ("group: A", "group: Z", "ungrouped", 18),
        ("    group: A\n", "", "ungrouped", 17),
        ("regime: [trafficking]", "regime: [fishing]", "unknown_regime", 27),
        ("        es: [capt*]\n", "", "missing_language", 29),
        (", es: ¿Qué actos?", "", "missing_language", 23),
        (", es: Pequeña", "", "missing_language", 5),
        (", es: Un protocolo", "", "missing_language", 8),
        (", es: captación", "", "missing_language", 30),
        ("        label: {en: recruitment, es: captación}\n", "", "missing_language", 29),
        ("[recruit*]", "[recruit* ~]", "unparsable_pattern", 31),
        ("[recruit*]", "[recruitment agency fee]", "never_matches", 31),
        ("      act:\n", "      act:\n        role: contextual\n", "unknown_role", 30),
        ("      act:\n", "      act:\n        role: context\n", "no_evidence", 28),
        ("    full: any\n", "    full: any\n    full: all\n", "repeated_key", 25),
        ("    scope: provision\n", "    scope: provision\n    frames: [x]\n", "unknown_frames", 27),
        ("    scope: provision\n", "    scope: provision\n    needs: [x]\n", "unknown_item", 27),
        ("date: '2026-01-01'\ntitle", "title", "missing_field", 1),
        ("- full: Whoever", "- fully: Whoever", "unknown_verdict", 38),
        ("[No one., Nobody.]", "[]", "malformed_test", 39),
        ("- full: Quien capte a otro.", "- Quien capte a otro.", "malformed_test", 41),
        ("      es:\n        - full: Quien capte a otro.\n", "", "missing_language", 36),
        ("    negative:\n", "    negatives:\n", "unknown_field", 33),
        ("regime: [trafficking]", "regime: trafficking", "wrong_shape", 27),
        ("[recruit*]", "recruit*", "wrong_shape", 31),
        ("label: {en: Act, es: Acto}", "label: Act", "wrong_shape", 22),
        (
            "    tests:\n",
            "    changes: [{version: 0.1.0, level: optional}]\n    tests:\n",
            "level_change_without_note",
            19,
        ),
        (
            "    tests:\n",
            "    changes: [{version: 0.1.0}, {version: 0.2.0}]\n    tests:\n",
            "change_without_note",
            36,
        ),
        (
            "    tests:\n",
            "    changes: [{version: 0.1.0, level: grave}]\n    tests:\n",
            "unknown_level",
            36,
        ),
        ("    tests:\n", "    review: {status: glanced}\n    tests:\n", "unknown_review", 36),
        (
            "    tests:\n",
            "    review: {status: reviewed, by: A}\n    tests:\n",
            "unsigned_review",
            36,
        ),
    ],
)
def test_the_linter_tells_a_breach_with_its_line(
    tmp_path: Path, replaced: str, by: str, code: str, line: int
) -> None:
    assert replaced in GOOD
    path = written(tmp_path, GOOD.replace(replaced, by, 1))
    problems = [(problem.code, problem.line) for problem in lint(path)]
    assert (code, line) in problems
    with pytest.raises(InvalidChecklist, match=r"tiny\.yaml line \d+"):
        load_checklist(path)


def test_an_id_used_twice_is_told_where_it_stands_again(tmp_path: Path) -> None:
    item = GOOD[GOOD.index("  - id:") :]
    problems = lint(written(tmp_path, GOOD + item))
    assert [(problem.code, problem.line) for problem in problems] == [("duplicate_id", 42)]
    assert "line 17" in str(problems[0].message)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("{version: 0.1.0, level: optional}, {version: 0.2.0, level: mandatory, text: Why.}", []),
        ("{version: 0.1.0, level: mandatory}", []),
        ("{version: 0.1.0, level: optional}", ["level_change_without_note"]),
    ],
)
def test_a_level_changes_only_with_a_note_of_the_item(
    tmp_path: Path, changed: str, told: list[str]
) -> None:
    text = GOOD.replace("    tests:\n", f"    changes: [{changed}]\n    tests:\n")
    assert [problem.code for problem in lint(written(tmp_path, text))] == told


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("tip.3a.act is mandatory.", []),
        ("The act (tip.3a.act).", []),
        ("tip.3a.activity is mandatory.", ["level_change_without_note"]),
        ("tip.3a is mandatory.", ["level_change_without_note"]),
    ],
)
def test_a_note_of_the_file_that_names_the_item_also_explains_its_level(
    tmp_path: Path, note: str, told: list[str]
) -> None:
    row = f"  - {{version: 0.2.0, date: '2026-02-01', text: {note}}}\n"
    before = "    changes: [{version: 0.1.0, level: optional}]\n    tests:\n"
    text = GOOD.replace("instruments:", row + "instruments:").replace("    tests:\n", before)
    assert [problem.code for problem in lint(written(tmp_path, text))] == told


def test_changes_and_reviews_are_loaded(tmp_path: Path) -> None:
    rows = "[{version: 0.1.0, level: optional}, {version: 0.2.0, level: mandatory, text: Why.}]"
    review = "{status: reviewed, by: A. Jurist, date: 2026-03-01}"
    text = GOOD.replace("    tests:\n", f"    changes: {rows}\n    review: {review}\n    tests:\n")
    (provision,) = load_checklist(written(tmp_path, text)).provisions
    assert [(row.version, row.level, row.text) for row in provision.changes] == [
        ("0.1.0", "optional", ""),
        ("0.2.0", "mandatory", "Why."),
    ]
    assert (provision.review.by, provision.review.date) == ("A. Jurist", "2026-03-01")


@pytest.mark.parametrize("junk", ["text", 7, None, [], ["x"], {}, {"x": "y"}, [[1]], [None]])
def test_no_value_in_the_wrong_place_stops_the_linter(junk: object) -> None:
    whole = read_located(GOOD, "tiny.yaml").data
    for place in _places(whole):
        broken = deepcopy(whole)
        inner = broken
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = junk
        located = Located(broken, {}, ())
        if not problems_of(located):
            checklist_of(located)  # what has no problem loads


def _places(value: object, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Keys and positions of every value inside ``value``."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    inner = [((*place, key), part) for key, part in pairs]
    return [where for where, _ in inner] + [
        deeper
        for where, part in inner
        if isinstance(part, dict | list)
        for deeper in _places(part, where)
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"a: [1", "not valid YAML"),
        (b"a: b: c", "not valid YAML"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_file_that_is_no_checklist_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidChecklist, match=reason):
        load_checklist(path)


@pytest.mark.parametrize("checklist", bundled_checklists().values(), ids=lambda c: c.id)
def test_every_bundled_provision_has_a_past_and_tests_in_both_languages(
    checklist: Checklist,
) -> None:
    for provision in checklist.provisions:
        assert provision.changes[0].level, provision.id
        shown = {(test.language, test.expected) for test in provision.tests}
        for language in ("en", "es"):
            assert {(language, "full"), (language, "absent")} <= shown or {
                (language, "full"),
                (language, "contrary"),
            } <= shown, provision.id
