"""The API: what programs are answered, page by page, again, and when they ask wrongly."""

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from werkzeug.test import TestResponse

from milex.workspace import Workspace

Answers = Callable[[str], TestResponse]

LAW = "/api/v1/laws/xa/ley/214-2021"
ODD = "/api/v1/laws/xa/decreto/77-2020"
# What the operations may be asked of, beside what schemathesis makes up.
THERE = {
    "country": "xa",
    "kind": "ley",
    "name": "214-2021",
    "eid": "art_7",
    "checklist_id": "milex-procedural-rights",
    "provision_id": "mr.hearing",
}
PLAIN = {"Accept-Encoding": "identity"}  # the client of the tests unpacks nothing
NAMES = {"version", "group", "checklist", "country"}  # parameters whose made-up values name nothing


@pytest.fixture(scope="session")
def operations(app: Flask) -> list[Any]:
    """The operations that ``/api/openapi.json`` describes."""
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    return [one.ok() for one in described.get_all_operations()]


FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_operation_answers_as_it_is_described(
    operations: list[Any], mode: GenerationMode
) -> None:
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @FEW
        def ask(case: Any) -> None:
            case.call_and_validate(headers=PLAIN)

        with suppress(Unsatisfiable):  # an operation that takes nothing is never asked wrongly
            ask()


def test_every_operation_on_what_is_there_answers_as_it_is_described(
    operations: list[Any],
) -> None:
    for operation in operations:

        @given(case=operation.as_strategy())
        @FEW
        def ask(case: Any) -> None:
            case.path_parameters = {name: THERE[name] for name in case.path_parameters or {}}
            case.query = {k: v for k, v in (case.query or {}).items() if k not in NAMES}
            if case.path.endswith("/compare"):
                case.query["law"] = ["xa/ley/214-2021", "xc/ley/57-2019"]
            answer = case.call(headers=PLAIN)
            case.validate_response(answer)
            assert answer.status_code in {200, 400}

        ask()


def test_the_description_names_every_address_of_the_api(app: Flask, answers: Answers) -> None:
    description = answers("/api/openapi.json").json
    routed = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(description["paths"]) == routed
    for operations_of in description["paths"].values():
        for parameter in operations_of["get"]["parameters"]:
            if parameter["in"] == "query":
                assert parameter.get("description"), parameter["name"]


def test_a_list_of_laws_is_read_page_by_page_in_one_order(answers: Answers) -> None:
    found: list[str] = []
    address: str | None = "/api/v1/laws?limit=3"
    while address:
        answer = answers(address)
        page = answer.json
        found += [law["law"] for law in page["laws"]]
        address = page["next"]
        assert ("Link" in answer.headers) == (address is not None)
        if address:
            assert answer.headers["Link"] == f'<{address}>; rel="next"'
    assert len(found) == page["total"] == 7
    assert all(one < other for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (f"{LAW}/articles?limit=20", "articles"),
        ("/api/v1/search?q=trata&limit=10", "hits"),
        ("/api/v1/checklists/milex-procedural-rights/provisions?limit=10", "provisions"),
    ],
)
def test_lists_go_on_until_all_has_been_read_once(
    answers: Answers, address: str, field: str
) -> None:
    rows: list[str] = []
    following: str | None = address
    while following:
        page = answers(following).json
        rows += [json.dumps(row) for row in page[field]]
        following = page["next"]
    assert len(rows) == len(set(rows)) == page["total"] > 20


def test_the_api_says_what_the_command_line_says(app: Flask, answers: Answers) -> None:
    workspace: Workspace = app.extensions["milex"]
    compared = answers(f"{LAW}/comparison/milex-un-tip-som?group=A").json
    assert compared["law"] == "xa/ley/214-2021"
    finding = workspace.compare("xa/ley/214-2021", group="A").findings[0]
    assert compared["findings"][0]["verdict"] == finding.verdict
    assert compared["findings"][0]["evidence"][0]["quote"] == finding.evidence[0].quote
    article = answers(f"{LAW}/articles/art_7").json["article"]
    assert (article["num"], article["heading"]) == ("7", "Trata de personas")
    contents = answers(LAW).json
    assert contents["country"] == "XA"
    assert contents["articles"][6]["eid"] == "art_7"


def test_a_state_is_answered_by_its_laws_together(answers: Answers) -> None:
    found = answers("/api/v1/countries/xa/comparison/milex-un-tip-som?group=A").json
    assert found["country"] == "XA"
    assert "xa/ley/214-2021" in [law["law"] for law in found["laws"]]
    first = found["findings"][0]
    assert (first["provision"], first["verdict"]) == ("tip.3a.act", "full")
    assert first["law"] == "xa/ley/214-2021"
    assert answers("/api/v1/countries/zz/comparison/milex-un-tip-som").status_code == 404


def test_a_matrix_is_read_row_by_row(answers: Answers) -> None:
    rows = []
    address: str | None = "/api/v1/matrix/milex-un-tip-som?group=A&limit=4"
    while address:
        page = answers(address).json
        for row in page["rows"]:
            assert [c["provision"] for c in row["cells"]] == [p["id"] for p in page["provisions"]]
        rows += [row["country"] for row in page["rows"]]
        address = page["next"]
    assert rows == sorted(set(rows))
    assert len(rows) == page["total"] == 6
    assert page["waiting"] == []
    by_law = answers("/api/v1/matrix/milex-un-tip-som?group=A&by=law&country=xa").json
    assert [row["laws"][0]["law"] for row in by_law["rows"]] == [
        "xa/decreto/77-2020",
        "xa/ley/214-2021",
    ]


def test_two_versions_are_compared_by_article_and_two_laws_by_provision(answers: Answers) -> None:
    law = "xa/decreto/77-2020"
    versions = answers(f"/api/v1/compare?law={law}@2020-05-04&law={law}@2022-01-01").json
    assert versions["by"] == "article"
    assert versions["counts"]["changed"] == 1
    laws = answers("/api/v1/compare?law=xa/ley/214-2021&law=xd/act/12-2016&group=A").json
    assert laws["by"] == "provision"
    assert {len(laws["provisions"])} != {0}


@pytest.mark.parametrize(
    "address", ["/api/v1/laws", LAW, f"{LAW}/articles/art_7", "/api/v1/search?q=visa", ODD]
)
def test_what_a_reader_has_already_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address, headers={"Accept-Encoding": "gzip"})
    tag = first.headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    other = client.get(address, headers={"If-None-Match": 'W/"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/api/v1/laws?limit=0", 400, "‹0› no es un valor de limit; admite un número entero"),
        ("/api/v1/laws?limit=1e2", 400, "‹1e2› no es un valor de limit"),
        ("/api/v1/laws?country=Paraguay", 400, "‹Paraguay› no es un valor de country"),
        ("/api/v1/laws?colour=red", 400, "No hay ningún parámetro ‹colour›"),
        ("/api/v1/laws?country=xa&country=xb", 400, "‹xa, xb› no es un valor de country"),
        ("/api/v1/search", 400, "Falta el parámetro q"),
        (f"/api/v1/search?q={'a' * 501}", 400, "como máximo 500 caracteres"),
        ("/api/v1/search?q=a&across=maybe", 400, "‹maybe› no es un valor de across"),
        ("/api/v1/compare?law=xa/ley/214-2021", 400, "no es un valor de law"),
        (
            "/api/v1/compare?law=xa/ley/214-2021&law=xd/act/12-2016&by=article",
            400,
            "están en idiomas distintos",
        ),
        ("/api/v1/laws/xa/ley/9-1900", 404, "La ley ‹xa/ley/9-1900› no está aquí"),
        (f"{LAW}?version=1900-01-01", 404, "no tiene la versión ‹1900-01-01›"),
        (f"{LAW}/articles/art_999", 404, "no tiene el artículo ‹art_999›"),
        (f"{LAW}/comparison/nada", 404, "lista de verificación ‹nada›"),
        ("/api/v1/checklists/milex-un-tip-som/provisions/x", 404, "‹x›"),
        ("/api/v1/nothing", 404, "Nada de lo que hay aquí"),
        ("/api/nothing", 404, "Nada de lo que hay aquí"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_sentence_of_the_readers_language(
    client: FlaskClient, address: str, status: int, sentence: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": "es-PY,es;q=0.9,en;q=0.5"})
    assert answer.mimetype == "application/json"
    assert answer.status_code == status
    assert set(answer.json) == {"error"}
    error = answer.json["error"]
    assert (error["status"], error["language"]) == (status, "es")
    assert sentence in error["message"]
    english = client.get(address, headers={"Accept-Language": "en"}).json["error"]["message"]
    assert english != error["message"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_is_read_only(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)("/api/v1/laws", headers={"Accept-Language": "en"})
    assert answer.status_code == 405
    assert answer.json["error"]["message"] == "This address can only be read, not written to."
    assert "GET" in answer.headers["Allow"]


def test_law_text_full_of_markup_travels_as_text(answers: Answers) -> None:
    answer = answers(f"{ODD}/articles/art_1")
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "<script>alert('x')</script>" in answer.json["article"]["text"]
    found = answers("/api/v1/search?q=bold&law=xa/decreto/77-2020")
    assert "<script>" in found.json["hits"][0]["snippet"]


def test_words_of_the_reader_come_back_as_json_only(client: FlaskClient) -> None:
    answer = client.get("/api/v1/laws?limit=<script>alert(1)</script>")
    assert answer.mimetype == "application/json"
    assert "‹<script>alert(1)</script>›" in answer.json["error"]["message"]
