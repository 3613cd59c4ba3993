"""What nobody's mouse would send: damaged hosts, paths, parameters and methods."""

import html
import re

import pytest
from flask.testing import FlaskClient

LAW = "/es/laws/xa/ley/214-2021"
COMPARISON = f"{LAW}/comparison/milex-un-tip-som"
SCRIPT = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
TRACES = re.compile(r"Traceback|File &#34;|werkzeug|jinja|sqlalchemy|\.py\b", re.IGNORECASE)


def test_no_page_repeats_the_host_that_the_client_claims(client: FlaskClient) -> None:
    for address in ("/es/", "/es", "/", "/es/nada", LAW):
        answer = client.get(address, headers={"Host": "evil.example"})
        assert "evil" not in answer.text
        assert "evil" not in answer.headers.get("Location", "")


def test_a_redirect_of_the_router_keeps_the_question_and_names_no_host(client: FlaskClient) -> None:
    answer = client.get("/es?x=1")
    assert answer.status_code == 308
    assert answer.location == "/es/?x=1"


@pytest.mark.parametrize("host", ["x" * 300, "a..b", 'a"b<>', "[", "localhost:99999999"])
def test_a_damaged_host_gives_a_page_in_the_readers_language(
    client: FlaskClient, host: str
) -> None:
    answer = client.get("/es/", headers={"Host": host})
    assert answer.status_code in {200, 400}
    assert "Leyes migratorias" in answer.text
    assert host not in answer.text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/es/laws/xa/ley/9-1900", "La ley ‹xa/ley/9-1900› no está aquí"),
        (f"{LAW}?version=1900-01-01", "no tiene la versión ‹1900-01-01›"),
        (f"{LAW}/articles/art_999", "no tiene el artículo ‹art_999›"),
        (f"{LAW}/comparison/nada", "lista de verificación ‹nada›"),
        (f"{COMPARISON}?group=Z", "no tiene el grupo ‹Z›"),
        (f"{COMPARISON}?verdict=perfect", "‹perfect› no es un valor de verdict"),
        (f"{COMPARISON}?level=mandatory&level=x", "‹x› no es un valor de level"),
        (f"{LAW}/download/odt", "Nada de lo que hay aquí tiene la dirección"),
        ("/es/laws/zz", "Aquí no hay ningún país ‹zz›"),
        ("/es/nada", "Nada de lo que hay aquí tiene la dirección"),
    ],
)
def test_what_is_not_here_is_told_in_the_readers_language(
    client: FlaskClient, address: str, sentence: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == "es"
    assert "Esta página no está aquí" in answer.text
    assert sentence in html.unescape(answer.text)
    assert "milex " not in answer.text, "a reader in a browser has no command line"


@pytest.mark.parametrize(
    "address",
    [
        f"{LAW}?version=%00",
        f"{LAW}?version={'9' * 5000}",
        f"{LAW}/articles/%00",
        f"{LAW}/articles/..%2f..%2fetc%2fpasswd",
        f"{LAW}/articles/{'a' * 4000}",
        f"{LAW}/comparison/..%2f..%2fetc%2fpasswd",
        f"{COMPARISON}?group={SCRIPT}",
        f"{COMPARISON}?verdict={SCRIPT}&level=%FF",
        f"/es/laws/{SCRIPT}/ley/1",
        f"/es/laws/xa/{SCRIPT}/1",
        f"/es/laws/xa/ley/{SCRIPT}",
        f"/es/laws?topic={SCRIPT}&language={SCRIPT}",
        f"/es/search?q={SCRIPT}&country={SCRIPT}&from={SCRIPT}",
        f"/es/{SCRIPT}",
        "/es/laws/%FF%FE/ley/1",
        "/es/laws/xa%00/ley/1",
        "/es/search?q=trata&page=99999999999999999999",
        "/akn/..%2f..%2fetc/passwd",
        f"/akn/xa/act/ley/{SCRIPT}",
        "/static/..%2f__init__.py",
        "/static/%2e%2e/__init__.py",
        "/static/%00",
    ],
)
def test_odd_addresses_are_answered_without_script_or_trace(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code in {200, 404}
    assert answer.mimetype == "text/html"
    assert "<script>alert" not in answer.text
    assert not TRACES.search(answer.text)
    assert "root:" not in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/es/", LAW, COMPARISON, "/es/search?q=trata"])
def test_nothing_can_be_written_to(client: FlaskClient, method: str, address: str) -> None:
    answer = getattr(client, method)(address, data=b"x" * 2000)
    assert answer.status_code == 405
    assert "solo puede consultarse" in answer.text
    assert {"GET", "HEAD", "OPTIONS"} == set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize("address", ["/es/", LAW, "/es/search?q=trata", "/es/nada"])
def test_head_answers_as_get_without_a_body(client: FlaskClient, address: str) -> None:
    head, get = client.head(address), client.get(address)
    assert head.status_code == get.status_code
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
    assert head.data == b""


@pytest.mark.parametrize("accepted", ["", "*", "es-419", "\x00,;q=zz", "x" * 5000, "es;q=nan"])
def test_any_accept_language_finds_the_front_door(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert answer.status_code == 302
    assert answer.location in {"/en/", "/es/"}


@pytest.mark.parametrize("accept", ["", "nonsense", "application/json", "text/html;q=x"])
def test_an_identifier_is_answered_whatever_the_client_accepts(
    client: FlaskClient, accept: str
) -> None:
    answer = client.get("/akn/xa/act/decreto/2020-05-04/77", headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.location.startswith("/en/laws/xa/decreto/77-2020")
