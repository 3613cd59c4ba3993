"""Under which names the site answers, how often, and what its troubles give away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from milex.cli.init import add_samples
from milex.indexing import rebuild_index
from milex.schema import upgrade
from milex.workspace import Workspace
from web import create_app
from web.rate_limit import COSTLY

Make = Callable[..., FlaskClient]


@pytest.fixture
def make(tmp_path: Path) -> Any:
    """Makes a site of the sample laws with settings of its own."""
    made: list[Flask] = []

    def new(**settings: str) -> FlaskClient:
        app = create_app({"MILEX_HOME": str(tmp_path), "TESTING": True, **settings})
        workspace: Workspace = app.extensions["milex"]
        if not (tmp_path / "milex.db").is_file():
            upgrade(workspace.engine)
            add_samples(workspace)
            rebuild_index(workspace.library, workspace.search)
        made.append(app)
        return app.test_client()

    yield new
    for app in made:
        app.extensions["milex"].close()


@pytest.mark.parametrize(
    ("settings", "host", "status"),
    [
        ({}, "localhost", 200),
        ({}, "127.0.0.1:8000", 200),
        ({}, "[::1]:8000", 200),
        ({}, "evil.example", 400),
        ({}, "127.0.0.1.evil.example", 400),
        ({"MILEX_SITE_URL": "https://leyes.example"}, "leyes.example", 200),
        ({"MILEX_SITE_URL": "https://leyes.example:8443/milex"}, "leyes.example:8443", 200),
        ({"MILEX_SITE_URL": "https://leyes.example"}, "LEYES.example", 200),
        ({"MILEX_ALLOWED_HOSTS": "a.example, .b.example"}, "a.example", 200),
        ({"MILEX_ALLOWED_HOSTS": "a.example, .b.example"}, "x.b.example", 200),
        ({"MILEX_ALLOWED_HOSTS": "a.example"}, "x.a.example", 400),
        ({"MILEX_ALLOWED_HOSTS": "a.example"}, "localhost", 400),
        ({"MILEX_ALLOWED_HOSTS": "*"}, "evil.example", 200),
    ],
)
def test_the_site_answers_under_its_own_names_only(
    tmp_path: Path, settings: dict[str, str], host: str, status: int
) -> None:
    client = create_app({"MILEX_HOME": str(tmp_path), **settings}).test_client()
    answer = client.get("/es/search", headers={"Host": host})
    assert answer.status_code == status
    if status == 400:
        assert "MILEX_ALLOWED_HOSTS" in answer.text
        assert "Este sitio no responde" in answer.text
        assert "evil" not in answer.text
        assert "Content-Security-Policy" in answer.headers


def test_costly_pages_are_limited_by_the_minute_and_reading_is_not(make: Make) -> None:
    client = make(MILEX_RATE_LIMIT="3")
    for _ in range(3):
        assert client.get("/es/search?q=trata").status_code == 200
    late = client.get("/es/search?q=trata")
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0
    assert "espere un minuto" in late.text
    assert "Set-Cookie" not in late.headers
    comparison = client.get("/en/laws/xa/ley/214-2021/comparison/milex-un-tip-som")
    assert comparison.status_code == 429, "one limit for all that costs much"
    for _ in range(5):
        assert client.get("/en/laws/xa/ley/214-2021").status_code == 200
        with client.get("/static/milex.css") as style:
            assert style.status_code == 200


def test_every_costly_part_is_a_part_of_the_site(make: Make) -> None:
    assert set(make().application.blueprints) >= COSTLY


def test_each_reader_behind_a_believed_proxy_has_a_limit_of_their_own(make: Make) -> None:
    behind = make(MILEX_RATE_LIMIT="1", MILEX_PROXIES="1")
    alone = make(MILEX_RATE_LIMIT="1")
    for reader in ("192.0.2.1", "192.0.2.2"):
        answer = behind.get("/en/search?q=visa", headers={"X-Forwarded-For": reader})
        assert answer.status_code == 200
    assert (
        alone.get("/en/search?q=visa", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 200
    )
    spoofed = alone.get("/en/search?q=visa", headers={"X-Forwarded-For": "192.0.2.2"})
    assert spoofed.status_code == 429, "without a proxy nobody says who they are"


def test_a_limit_of_zero_is_none(make: Make) -> None:
    client = make(MILEX_RATE_LIMIT="0")
    assert {client.get("/en/search").status_code for _ in range(20)} == {200}


@pytest.mark.parametrize("address", ["/en/", "/es/laws", "/en/search?q=visa"])
def test_trouble_never_tells_where_the_database_is(
    bare_client: FlaskClient, tmp_path: Path, address: str
) -> None:
    answer = bare_client.get(address)
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
    assert "sqlite" not in answer.text
    assert "milex init" in answer.text or "milex index" in answer.text


def test_an_unreachable_database_tells_nothing_of_itself(tmp_path: Path) -> None:
    url = "postgresql://milex:geheim@db.internal.example/milex"
    app = create_app({"MILEX_HOME": str(tmp_path), "MILEX_DATABASE_URL": url})
    answer = app.test_client().get("/en/laws")
    assert answer.status_code == 503
    for word in ("geheim", "internal", "postgresql"):
        assert word not in answer.text.replace("MILEX_DATABASE_URL", "")


def test_more_than_a_form_takes_is_refused_in_one_sentence(make: Make) -> None:
    answer = make().post("/es/search", data=b"x" * 200_000)
    assert answer.status_code in {405, 413}
    assert "<h1>" in answer.text
