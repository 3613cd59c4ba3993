"""Kept comparisons: equal to made ones, and never past their text, checklist or program."""

import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from corpus import akn
from corpus.checklists.loader import bundled_checklists
from corpus.intake import take_in
from corpus.samples import sample_laws
from milex import comparing
from milex import workspace as workspace_module
from milex.comparator.assembly import comparable_law
from milex.comparator.engine import compare
from milex.comparator.model import ComparableLaw
from milex.comparing import outline_laws
from milex.comparisons import Comparisons
from milex.errors import DatabaseUnusable
from milex.library import Library
from milex.making import Task, make
from milex.outlines import Unreadable, outline, read_comparison, read_outlines
from milex.program import comparing_sources
from milex.reports.comparison import comparison_json
from milex.schema import upgrade
from milex.settings import settings_from_environment
from milex.workspace import Workspace, open_workspace

CHECKLIST = bundled_checklists()["milex-un-tip-som"]


@pytest.fixture(scope="module")
def samples() -> tuple[Task, ...]:
    return tuple(Task(f"xa/{name}", "1", xml) for name, xml in sample_laws()[:2])


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(settings_from_environment({"MILEX_HOME": str(tmp_path)}))
    upgrade(opened.engine)
    for name, xml in sample_laws()[:2]:
        opened.library.add(take_in(xml, name).document)
    yield opened
    opened.close()


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The laws that were really compared, in this process."""
    laws: list[str] = []

    def counting(task, checklist):
        laws.append(task.law)
        return make(task, checklist)

    def counting_compare(law, checklist, **rest):
        laws.append(law.law)
        return compare(law, checklist, **rest)

    monkeypatch.setattr(comparing, "make", counting)
    monkeypatch.setattr(workspace_module, "compare", counting_compare)
    return laws


def outlined(workspace: Workspace):
    laws = workspace.library.laws()
    return outline_laws(workspace.library, workspace.comparisons, laws, CHECKLIST, processes=1)


def test_what_is_kept_reads_back_byte_for_byte(samples: tuple[Task, ...]) -> None:
    for task in samples:
        made = make(task, CHECKLIST)
        law = comparing_law(task)
        fresh = compare(law, CHECKLIST)
        kept = read_comparison(made.findings, CHECKLIST)
        assert kept == fresh
        assert comparison_json(kept) == comparison_json(fresh)
        assert read_outlines(made.outlines) == tuple(map(outline, fresh.findings))
        assert make(task, CHECKLIST) == made


def comparing_law(task: Task) -> ComparableLaw:
    return comparable_law(akn.read(task.xml), task.law, task.version)


def test_a_second_run_computes_nothing(workspace: Workspace, computed: list[str]) -> None:
    first = outlined(workspace)
    assert len(computed) == first.made == 2
    second = outlined(workspace)
    assert len(computed) == 2
    assert second.made == 0
    assert second.outlines == first.outlines


def test_a_comparison_of_one_law_is_kept_too_and_in_every_group(
    workspace: Workspace, computed: list[str]
) -> None:
    law = workspace.library.laws()[0].law
    whole = workspace.compare(law)
    other = open_workspace(workspace.settings)
    part = other.compare(law, group="A")
    assert other.compare(law) == whole
    assert computed == [law]
    assert part.findings == tuple(f for f in whole.findings if f in part.findings)
    assert 0 < len(part.findings) < len(whole.findings)
    other.close()


def test_a_changed_text_is_compared_anew_and_the_old_one_dropped(
    workspace: Workspace, computed: list[str]
) -> None:
    outlined(workspace)
    name, xml = sample_laws()[0]
    document = take_in(xml, name).document
    changed = replace(document, metadata=replace(document.metadata, title="Otro título"))
    workspace.library.add(changed)
    again = outlined(workspace)
    assert again.made == 1
    assert len(computed) == 3
    assert workspace.comparisons.keeping([CHECKLIST]).outdated == 0


@pytest.mark.parametrize(
    "older",
    [
        "UPDATE comparisons SET checklist_sha256 = 'older'",
        "UPDATE comparisons SET program_sha256 = 'older'",
    ],
)
def test_another_checklist_or_program_makes_it_anew(
    workspace: Workspace, computed: list[str], older: str
) -> None:
    outlined(workspace)
    with workspace.engine.begin() as connection:
        connection.execute(text(older))
    assert workspace.comparisons.keeping([CHECKLIST]).current == 0
    outlined(workspace)
    assert len(computed) == 4
    assert workspace.comparisons.keeping([CHECKLIST]).outdated == 0


@pytest.mark.parametrize("damage", [b"", b"no zlib", zlib.compress(b"[{}]"), zlib.compress(b"{")])
def test_damaged_bytes_are_made_anew(
    workspace: Workspace, computed: list[str], damage: bytes
) -> None:
    outlined(workspace)
    with workspace.engine.begin() as connection:
        connection.execute(
            text("UPDATE comparisons SET outlines = :d, findings = :d"), {"d": damage}
        )
    assert workspace.comparisons.keeping([CHECKLIST]).damaged == 2
    assert outlined(workspace).made == 2
    assert workspace.comparisons.keeping([CHECKLIST]).damaged == 0
    with pytest.raises(Unreadable):
        read_comparison(damage, CHECKLIST)


def test_a_checklist_made_in_memory_keeps_nothing(workspace: Workspace) -> None:
    nameless = replace(CHECKLIST, sha256="")
    laws = workspace.library.laws()
    found = outline_laws(workspace.library, workspace.comparisons, laws, nameless)
    assert found.made == 2
    assert outline_laws(workspace.library, workspace.comparisons, laws, nameless).made == 2


def test_whoever_reads_does_not_wait_for_a_writer(workspace: Workspace) -> None:
    law = workspace.library.laws()[0].law
    other = open_workspace(workspace.settings)
    with workspace.engine.execution_options(milex_writing=True).begin() as connection:
        connection.execute(text("SELECT 1"))
        assert other.compare(law).law == law
        made = make(Task(law, "1", workspace.library.xml(law)), CHECKLIST)
        with pytest.raises(DatabaseUnusable):
            other.comparisons.keep(CHECKLIST, [made], patient=False)
    assert other.comparisons.keeping([CHECKLIST]).current == 0
    other.close()


def test_two_keep_the_same_comparison_and_one_remains(
    library: Library, samples: tuple[Task, ...]
) -> None:
    kept = Comparisons(library._engine)
    made = make(samples[0], CHECKLIST)
    kept.keep(CHECKLIST, [made, made])
    kept.keep(CHECKLIST, [made])
    assert list(kept.outlines(CHECKLIST, [made.xml_sha256])) == [made.xml_sha256]
    found = kept.comparison(CHECKLIST, made.xml_sha256, "xx/law/1", "2020-01-01")
    assert found is not None
    assert (found.law, found.version) == ("xx/law/1", "2020-01-01")
    assert kept.keeping([CHECKLIST]).outdated == 1  # no version has that XML
    kept.sweep()
    assert kept.comparison(CHECKLIST, made.xml_sha256, "x", "y") is None


def test_processes_give_what_one_process_gives_and_ctrl_c_leaves_what_was_made(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = outlined(workspace)
    workspace.comparisons.forget()
    monkeypatch.setattr(comparing, "_WORTH_PROCESSES", 1)
    laws = workspace.library.laws()

    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outline_laws(
            workspace.library, workspace.comparisons, laws, CHECKLIST, processes=2, progress=stop
        )
    kept = workspace.comparisons.keeping([CHECKLIST]).current
    assert kept >= 1
    together = outline_laws(workspace.library, workspace.comparisons, laws, CHECKLIST, processes=2)
    assert together.outlines == alone.outlines
    assert together.made == 2 - kept


def test_a_law_with_damaged_xml_is_told_and_the_rest_compared(workspace: Workspace) -> None:
    broken, sound = workspace.library.laws()
    with workspace.engine.begin() as connection:
        connection.execute(
            text("UPDATE versions SET xml = :xml WHERE law_id = :law"),
            {"xml": b"<akomaNtoso", "law": broken.law},
        )
    found = outlined(workspace)
    assert [failure.law.law for failure in found.failures] == [broken.law]
    assert list(found.outlines) == [(sound.law, sound.version)]


def test_the_program_s_fingerprint_covers_every_module_that_a_comparison_imports() -> None:
    code = (
        "import sys, corpus.akn, milex.comparator.assembly, milex.comparator.engine\n"
        "rooms = ('corpus', 'milex', 'search')\n"
        "for name, module in sorted(sys.modules.items()):\n"
        "    if name.split('.')[0] in rooms and module.__file__:\n"
        "        print(module.__file__)\n"
    )
    listed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    covered = {path.resolve() for path in comparing_sources()}
    allowed = {"milex/__init__.py"}
    missing = [
        line
        for line in listed.stdout.split()
        if Path(line).resolve() not in covered and not line.endswith(tuple(allowed))
    ]
    assert missing == []
