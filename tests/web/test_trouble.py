"""What a reader sees when something is missing or broken."""

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from milex.errors import InvalidSetting
from milex.indexing import rebuild_index
from milex.schema import upgrade
from milex.workspace import Workspace
from web import create_app


def test_without_a_database_every_page_says_which_command_makes_one(
    bare_client: FlaskClient,
) -> None:
    for address in ("/en/", "/en/laws", "/en/laws/xa/ley/1-2000"):
        answer = bare_client.get(address)
        assert answer.status_code == 503
        assert "milex init" in answer.text
    spanish = bare_client.get("/es/laws")
    assert "La base de datos no está lista" in spanish.text


def test_an_empty_database_says_how_to_fill_it(tmp_path: Path) -> None:
    app = create_app({"MILEX_HOME": str(tmp_path), "TESTING": True})
    workspace: Workspace = app.extensions["milex"]
    upgrade(workspace.engine)
    rebuild_index(workspace.library, workspace.search)
    answer = app.test_client().get("/en/")
    assert answer.status_code == 200
    assert "<code>milex init --demo</code>" in answer.text
    workspace.close()


def test_a_missing_index_says_which_command_makes_it_and_is_found_again(tmp_path: Path) -> None:
    app = create_app({"MILEX_HOME": str(tmp_path), "TESTING": True})
    workspace: Workspace = app.extensions["milex"]
    upgrade(workspace.engine)
    rebuild_index(workspace.library, workspace.search)
    shutil.rmtree(workspace.settings.index_folder)
    client = app.test_client()
    missing = client.get("/en/search?q=trata")
    assert missing.status_code == 503
    assert "milex index --rebuild" in missing.text
    assert client.get("/en/search").status_code == 200
    rebuild_index(workspace.library, workspace.search)
    assert client.get("/en/search?q=trata").status_code == 200
    workspace.close()


def test_a_damaged_index_says_in_spanish_which_command_mends_it(tmp_path: Path) -> None:
    app = create_app({"MILEX_HOME": str(tmp_path), "TESTING": True})
    workspace: Workspace = app.extensions["milex"]
    upgrade(workspace.engine)
    rebuild_index(workspace.library, workspace.search)
    workspace.close()
    for pointer in workspace.settings.index_folder.glob("*.json"):
        pointer.write_text("{")
    broken = app.test_client().get("/es/search?q=trata")
    assert broken.status_code == 503
    assert "La base de datos no está lista" in broken.text
    assert "milex index --rebuild" in broken.text
    assert app.test_client().get("/es/laws").status_code == 200, "the laws can still be read"
    workspace.close()


def test_a_database_of_a_newer_milex_says_so_in_spanish(tmp_path: Path) -> None:
    app = create_app({"MILEX_HOME": str(tmp_path), "TESTING": True})
    workspace: Workspace = app.extensions["milex"]
    upgrade(workspace.engine)
    with workspace.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    answer = app.test_client().get("/es/laws")
    assert answer.status_code == 503
    assert answer.headers["Content-Language"] == "es"
    assert "versión más nueva de MILEX" in answer.text
    assert "milex init" in answer.text
    workspace.close()


def test_a_database_that_goes_away_while_serving_gives_a_page(tmp_path: Path) -> None:
    app = create_app({"MILEX_HOME": str(tmp_path), "TESTING": True})
    workspace: Workspace = app.extensions["milex"]
    upgrade(workspace.engine)
    client = app.test_client()
    assert client.get("/es/laws").status_code == 200
    workspace.engine.dispose()
    for file in tmp_path.glob("milex.db*"):
        file.unlink()
    gone = client.get("/es/laws")
    assert gone.status_code == 503
    assert "La base de datos no está lista" in gone.text
    workspace.close()


def test_a_defect_of_ours_shows_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app({"MILEX_HOME": str(tmp_path), "PROPAGATE_EXCEPTIONS": False})

    def defect(_self: Workspace, _checklist: str | None = None) -> None:
        raise ZeroDivisionError("secret detail")

    workspace: Workspace = app.extensions["milex"]
    upgrade(workspace.engine)
    monkeypatch.setattr(Workspace, "checklist", defect)
    answer = app.test_client().get("/es/")
    assert answer.status_code == 500
    assert "Algo falló aquí" in answer.text
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    assert "Content-Security-Policy" in answer.headers
    workspace.close()


def test_a_page_that_cannot_be_posted_to_says_so_in_the_readers_language(
    client: FlaskClient,
) -> None:
    answer = client.post("/es/search")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "solo puede consultarse" in answer.text


def test_a_setting_outside_its_form_stops_the_application() -> None:
    with pytest.raises(InvalidSetting):
        create_app({"MILEX_SIZE_LIMIT_MB": "many"})


def test_the_environment_is_read_when_no_settings_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILEX_HOME", str(tmp_path))
    workspace: Workspace = create_app().extensions["milex"]
    assert workspace.settings.home == tmp_path


@pytest.mark.parametrize(
    "path",
    [
        "/en/laws/%FF",
        "/en/laws/a%00b",
        "/en/laws/xa/%2e%2e/x",
        "/en//laws",
        "//evil.example/",
        "/en",
    ],
)
def test_damaged_paths_give_a_page_or_a_way_to_one(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {302, 308, 400, 404}
    assert "evil.example" not in answer.headers.get("Location", "")
