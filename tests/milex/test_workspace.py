"""Comparisons that are remembered, and never past the text that they were made of."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import Article, Document, LawMetadata, Paragraph
from milex.errors import NotFound
from milex.schema import upgrade
from milex.settings import settings_from_environment
from milex.workspace import Workspace, open_workspace

LAW = "xa/ley/9-2020"
DAY = datetime.date(2020, 1, 2)
TRAFFICKING = (
    "Comete el delito de trata de personas quien capte a otra persona con violencia y con fines "
    "de explotación sexual. Será reprimido con prisión de cuatro a diez años."
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(settings_from_environment({"MILEX_HOME": str(tmp_path)}))
    upgrade(opened.engine)
    yield opened
    opened.close()


def law(words: str, version: datetime.date = DAY) -> Document:
    return Document(
        metadata=LawMetadata(
            title="Ley contra la trata de personas",
            jurisdiction="xa",
            language="es",
            kind="ley",
            number="9",
            year=2020,
            date=DAY,
            version_date=version,
        ),
        body=(Article("1", "Artículo 1.", "", (Paragraph(words),)),),
    )


def test_the_same_text_is_compared_once(workspace: Workspace) -> None:
    workspace.library.add(law(TRAFFICKING))
    first = workspace.compared(LAW)
    assert workspace.compared(LAW) is first
    assert workspace.compared(LAW, version="2020-01-02") is first
    assert workspace.compare(LAW) is first.comparison


def test_a_replaced_version_is_compared_anew(workspace: Workspace) -> None:
    source = "5" * 64
    workspace.library.add(law("Esta ley regula otra materia."), source_hash=source)
    before = workspace.compared(LAW)
    again = workspace.library.add(law(TRAFFICKING), source_hash=source)
    assert (again.outcome, again.version) == ("updated", before.law.version)
    after = workspace.compared(LAW)
    assert TRAFFICKING in after.law.articles[0].text
    assert before.comparison.counts()["full"] == 0
    assert after.comparison.counts()["full"] > 0


def test_a_new_version_is_compared_by_itself(workspace: Workspace) -> None:
    workspace.library.add(law("Esta ley regula otra materia."))
    old = workspace.compared(LAW)
    workspace.library.add(law(TRAFFICKING, datetime.date(2021, 1, 2)))
    assert workspace.compared(LAW).law.version == "2021-01-02"
    assert workspace.compared(LAW, version="2020-01-02") is old


def test_a_group_is_its_own_comparison(workspace: Workspace) -> None:
    workspace.library.add(law(TRAFFICKING))
    whole = workspace.compare(LAW)
    in_a = {p.id for p in workspace.checklist().provisions if p.group == "A"}
    part = workspace.compare(LAW, group="A")
    assert {finding.provision for finding in part.findings} == in_a
    assert len(whole.findings) > len(part.findings)


def test_a_withdrawn_law_is_not_answered_from_memory(workspace: Workspace) -> None:
    workspace.library.add(law(TRAFFICKING))
    workspace.compare(LAW)
    workspace.library.withdraw(LAW)
    with pytest.raises(NotFound):
        workspace.compare(LAW)
    with pytest.raises(NotFound):
        workspace.compare(LAW, version="2020-01-02")


@pytest.mark.parametrize("wrong", [{"checklist_id": "none"}, {"group": "Z"}, {"version": "1999"}])
def test_unknown_checklists_groups_and_versions_are_told(
    workspace: Workspace, wrong: dict[str, str]
) -> None:
    workspace.library.add(law(TRAFFICKING))
    with pytest.raises(NotFound):
        workspace.compare(LAW, **wrong)
