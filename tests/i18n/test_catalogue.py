import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from i18n import catalogue_check
from i18n.catalogue_check import as_po, complaints, sentences, updated

PROJECT = Path(__file__).resolve().parents[2]


def _catalogue(**translations: str) -> Catalog:
    catalogue = Catalog(locale="es")
    for sentence, translation in translations.items():
        catalogue.add(sentence, translation)
    return catalogue


def test_the_catalogues_say_every_sentence_of_the_sources() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "i18n.catalogue_check"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout == ""
    assert checked.returncode == 0, checked.stderr


def test_sentences_are_found_in_code_and_in_templates(tmp_path: Path) -> None:
    (tmp_path / "milex").mkdir()
    (tmp_path / "milex" / "a.py").write_text(
        'm = Message("One %(thing)s" " in two pieces", thing=1)\nother("not a sentence")\n'
    )
    (tmp_path / "web" / "templates").mkdir(parents=True)
    (tmp_path / "web" / "templates" / "a.html").write_text(
        "{% trans %}\n  Two\n  lines{% endtrans %}{{ _('three') }}"
        "{% trans count=n %}one law{% pluralize %}laws{% endtrans %}"
    )
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.py").write_text('Message("not ours")')
    found = {entry.id for entry in sentences(tmp_path) if entry.id}
    assert found == {
        "One %(thing)s in two pieces",
        "Two lines",
        "three",
        ("one law", "laws"),
    }


@pytest.mark.parametrize(
    ("catalogue", "expected"),
    [
        (_catalogue(Yes="Sí", No="No"), []),
        (_catalogue(Yes="Sí"), ["not in the catalogue: No"]),
        (_catalogue(Yes="Sí", No=""), ["without a translation: No"]),
        (_catalogue(Yes="Sí", No="No", Old="Viejo"), ["no longer in the sources: Old"]),
    ],
)
def test_stale_and_missing_sentences_are_complained_of(
    catalogue: Catalog, expected: list[str]
) -> None:
    assert list(complaints(catalogue, _catalogue(Yes="", No=""))) == expected


def test_fuzzy_translations_and_lost_gaps_are_complained_of() -> None:
    template = Catalog()
    template.add("%(count)s laws", flags=["python-format"])
    fuzzy = Catalog(locale="es")
    fuzzy.add("%(count)s laws", "%(count)s leyes", flags=["fuzzy", "python-format"])
    assert list(complaints(fuzzy, template)) == ["fuzzy: %(count)s laws"]
    lossy = Catalog(locale="es")
    lossy.add("%(count)s laws", "leyes %(cuenta)s", flags=["python-format"])
    assert len(list(complaints(lossy, template))) == 1


def test_an_update_keeps_translations_drops_old_sentences_and_adds_new_ones_empty() -> None:
    template = _catalogue(Kept="", New="")
    catalogue = updated(_catalogue(Kept="Conservada", Old="Vieja"), template)
    assert {e.id: e.string for e in catalogue if e.id} == {"Kept": "Conservada", "New": ""}
    assert not catalogue.obsolete


def test_writing_a_catalogue_again_changes_nothing() -> None:
    once = as_po(updated(_catalogue(b="B", a="A"), _catalogue(a="", b="")))
    again = as_po(updated(read_po(BytesIO(once), locale="es"), _catalogue(b="", a="")))
    assert once == again


def test_update_writes_the_file_and_the_check_names_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogue_check, "CATALOGUE_FOLDER", tmp_path)
    monkeypatch.setattr(catalogue_check, "sentences", lambda: _catalogue(Yes="", No=""))
    assert catalogue_check.main(["--update"]) == 1
    assert "without a translation: Yes" in capsys.readouterr().out
    assert (tmp_path / "es" / "LC_MESSAGES" / "milex.po").is_file()
