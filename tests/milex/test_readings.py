"""A file that was read before is not read again, unless something decisive has changed."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from corpus.intake import Hints, take_in
from corpus.problems import Problem
from i18n.messages import Counted, Message, message_from_plain, plain_message
from milex import importing
from milex.importing import Taken, take
from milex.inventory import Listing
from milex.library import Library
from milex.readings import (
    plain_problems,
    problems_from_plain,
    reading_fingerprint,
    reading_program,
)

LAW = """Ley N° 7

Artículo 1.- Una persona puede ingresar al territorio con su documento.

Artículo 2.-

Artículo 3.- La autoridad decide en el plazo de diez días.
"""
LIMIT = 2**20
PARAGUAY = Hints(country="py", title="Ley de ingreso")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ley-7.txt"
    path.write_text(LAW, encoding="utf-8")
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were really read."""
    names: list[str] = []

    def counting(data: bytes, name: str, *given: Any, **known: Any) -> Any:
        names.append(name)
        return take_in(data, name, *given, **known)

    monkeypatch.setattr(importing, "take_in", counting)
    return names


def taken(path: Path, hints: Hints, library: Library) -> Taken:
    result = take(path, hints, LIMIT, library)
    assert isinstance(result, Taken)
    return result


def outcome(result: Taken) -> str:
    assert result.addition is not None
    return result.addition.outcome


def test_the_same_file_is_read_once_and_told_alike(
    library: Library, path: Path, reads: list[str]
) -> None:
    first = taken(path, PARAGUAY, library)
    library.finish_index_tasks(library.pending_index_tasks())
    again = taken(path, PARAGUAY, library)
    assert reads == ["ley-7.txt"]
    assert (outcome(first), outcome(again)) == ("added", "unchanged")
    assert (again.law, again.version, again.articles) == (first.law, first.version, 3)
    assert (again.format, again.conservation) == (first.format, first.conservation)
    assert [problem.code for problem in again.problems] == [p.code for p in first.problems]
    assert "empty_article" in {problem.code for problem in again.problems}
    assert library.pending_index_tasks() == []


def test_other_hints_take_effect(library: Library, path: Path, reads: list[str]) -> None:
    taken(path, PARAGUAY, library)
    corrected = taken(path, Hints(country="py", title="Ley corregida"), library)
    assert (len(reads), outcome(corrected)) == (2, "updated")
    assert library.law(corrected.law).title == "Ley corregida"
    back = taken(path, PARAGUAY, library)
    assert (len(reads), outcome(back)) == (3, "updated")
    assert library.law(corrected.law).title == "Ley de ingreso"


def test_a_changed_file_is_read(library: Library, path: Path, reads: list[str]) -> None:
    taken(path, PARAGUAY, library)
    path.write_text(LAW.replace("diez", "veinte"), encoding="utf-8")
    assert outcome(taken(path, PARAGUAY, library)) == "new_version"
    assert len(reads) == 2


def test_a_corrected_inventory_takes_effect(library: Library, path: Path, reads: list[str]) -> None:
    hints = Hints(country="py")
    taken(path, hints, library)
    inventory = path.with_name("INDEX.tsv")
    inventory.write_text("file\ttitle\tnumber_year\nley-7.txt\tDel inventario\tLey 7 / 2001\n")
    importing.listing_of.__globals__["_rows"].cache_clear()
    result = taken(path, hints, library)
    assert len(reads) == 2
    assert library.law(result.law).title == "Del inventario"


def test_another_program_reads_again_and_then_knows(
    library: Library, path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(path, PARAGUAY, library)
    monkeypatch.setattr("milex.readings.reading_program", lambda: "a newer program")
    assert outcome(taken(path, PARAGUAY, library)) == "unchanged"
    assert len(reads) == 2
    taken(path, PARAGUAY, library)
    assert len(reads) == 2


def test_damaged_xml_is_mended_by_importing_its_file_again(
    engine: Engine, library: Library, path: Path, reads: list[str]
) -> None:
    law = taken(path, PARAGUAY, library).law
    sound = library.xml(law)
    with engine.begin() as connection:
        connection.execute(text("UPDATE versions SET xml = :xml"), {"xml": sound[:100]})
    assert outcome(taken(path, PARAGUAY, library)) == "updated"
    assert library.xml(law) == sound
    assert len(reads) == 2


def test_a_withdrawn_law_is_read_again(library: Library, path: Path, reads: list[str]) -> None:
    library.withdraw(taken(path, PARAGUAY, library).law)
    assert outcome(taken(path, PARAGUAY, library)) == "added"
    assert len(reads) == 2


def test_everything_decisive_changes_the_fingerprint() -> None:
    ways = [
        (b"a", "n", Hints(), Listing()),
        (b"b", "n", Hints(), Listing()),
        (b"a", "m", Hints(), Listing()),
        (b"a", "n", Hints(country="py"), Listing()),
        (b"a", "n", Hints(topics=("trafficking",)), Listing()),
        (b"a", "n", Hints(), Listing(year=2001)),
    ]
    assert len({reading_fingerprint(*way) for way in ways}) == len(ways)
    assert reading_fingerprint(*ways[0]) == reading_fingerprint(*ways[0])
    assert len(reading_program()) == 64


def test_problems_come_back_in_every_language() -> None:
    inner = Counted("%(count)s article", "%(count)s articles", count=2)
    message = Message("Line %(line)s: %(message)s", line=4, message=inner)
    assert message_from_plain(plain_message(message)) == message
    (problem,) = problems_from_plain(plain_problems([Problem("doubt", message, 4, 0.5)]))
    assert problem == Problem("doubt", message, 4, 0.5)
    assert problem.message.in_language("es") == message.in_language("es")
