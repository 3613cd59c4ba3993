import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus import akn
from milex.workspace import Workspace

LAW = "/laws/xa/decreto/77-2020"
WORK = "/akn/xa/act/decreto/2020-05-04/77"


@pytest.mark.parametrize(
    ("uri", "accept", "target"),
    [
        (WORK, "text/html", f"/en{LAW}"),
        (WORK, "*/*", f"/en{LAW}"),
        (WORK, "application/xml", f"/en{LAW}/download/akn"),
        (WORK, "application/akn+xml", f"/en{LAW}/download/akn"),
        (WORK, "text/html,application/xml;q=0.9", f"/en{LAW}"),
        (f"{WORK}/spa@2020-05-04", "text/html", f"/en{LAW}?version=2020-05-04"),
        (f"{WORK}/~art_2bis", "text/html", f"/en{LAW}/articles/art_2bis"),
        (
            f"{WORK}/spa@2022-01-01/~art_2bis",
            "text/html",
            f"/en{LAW}/articles/art_2bis?version=2022-01-01",
        ),
    ],
)
def test_a_permanent_identifier_leads_to_what_it_names(
    client: FlaskClient, uri: str, accept: str, target: str
) -> None:
    answer = client.get(uri, headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.location == target
    assert {"Accept", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))


def test_an_identifier_leads_to_the_readers_language(client: FlaskClient) -> None:
    answer = client.get(WORK, headers={"Accept-Language": "es-CO"})
    assert answer.location == f"/es{LAW}"


@pytest.mark.parametrize(
    "uri", ["/akn/", "/akn/x", f"{WORK}8", f"{WORK}/spa@1900-01-01", "/akn/xa/act/decreto/2020/%00"]
)
def test_what_is_no_identifier_or_names_nothing_is_not_found(client: FlaskClient, uri: str) -> None:
    assert client.get(uri).status_code == 404


def test_the_xml_download_is_the_stored_canonical_xml(app: Flask, client: FlaskClient) -> None:
    workspace: Workspace = app.extensions["milex"]
    answer = client.get(f"/en{LAW}/download/akn?version=2020-05-04")
    assert answer.data == workspace.library.xml("xa/decreto/77-2020", "2020-05-04")
    assert akn.read(answer.data).metadata.number == "77"
    assert answer.mimetype == "application/akn+xml"
    assert "xa-decreto-77-2020_2020-05-04.xml" in answer.headers["Content-Disposition"]


def test_the_text_download_holds_the_words_of_the_law(client: FlaskClient) -> None:
    answer = client.get(f"/es{LAW}/download/txt")
    assert answer.mimetype == "text/plain"
    assert "<script>alert('x')</script>" in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
        ("html", "text/html", b"<!doctype html>"),
    ],
)
def test_other_downloads_are_files_of_their_form(
    client: FlaskClient, form: str, media_type: str, begins: bytes
) -> None:
    answer = client.get(f"/es{LAW}/download/{form}?version=2020-05-04")
    assert answer.mimetype == media_type
    assert answer.data.startswith(begins)
    name = f"xa-decreto-77-2020_2020-05-04.{form}"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert client.get(f"/es{LAW}/download/{form}?version=2020-05-04").data == answer.data


def test_the_identifier_shown_on_a_page_leads_back_to_it(client: FlaskClient) -> None:
    text = client.get(f"/en{LAW}").text
    assert f'href="{WORK}/spa@2022-01-01"' in text
    answer = client.get(f"{WORK}/spa@2022-01-01", follow_redirects=True)
    assert answer.status_code == 200
