"""A site over a workspace of its own: the sample laws, and one law with everything in it."""

import datetime
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from corpus.model import (
    Article,
    Attachment,
    Division,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
)
from milex.cli.init import add_samples
from milex.indexing import rebuild_index
from milex.schema import upgrade
from milex.workspace import Workspace
from web import create_app

# A law whose wording is full of what HTML could misread.
ODD_LAW = "xa/decreto/77-2020"
ODD_WORDS = "<script>alert('x')</script> & <b>bold</b> \"quoted\""


def inserted(num: str, *paragraphs: Paragraph) -> Article:
    """An article that the odd law puts into another one."""
    return Article(num, f"Artículo {num}.", "Palabras ajenas", paragraphs)


# The same number twice: the one eId that evidence cites must not stand on both.
QUOTATION = Quotation(
    articles=(
        inserted("9", Paragraph("El texto citado es de otra ley.")),
        inserted(
            "9",
            Paragraph(
                "Comete el delito de <b>trata</b> de personas quien capte a otra con fines de "
                "explotación sexual. Será reprimido con prisión de cuatro a diez años."
            ),
        ),
    ),
    target="Ley 1",
)
POINTS = Paragraph(
    "Se entiende por:",
    children=(
        Paragraph("un punto;", num="a)", children=(Paragraph("un punto menor;", num="i."),)),
        Paragraph("otro punto.", num="b)"),
    ),
)
REPLACING = Article(
    "2 bis",
    "Artículo 2 bis.",
    "",
    (Paragraph("Se sustituye lo siguiente:"), QUOTATION),
    notes=("Nota de la redacción.",),
)
ANNEX = Attachment(
    label="ANEXO",
    heading="Reglamento",
    body=(Article("1", "Artículo 1.", "", (Paragraph("Texto del anexo."),)),),
)


def odd_document(version: datetime.date, first_words: str = ODD_WORDS) -> Document:
    first = Article("1", "Artículo 1.", "Rareza", (Paragraph(first_words),))
    second = Article("2", "Artículo 2.", "", (POINTS,))
    return Document(
        metadata=LawMetadata(
            title="Decreto de <pruebas> & rarezas",
            jurisdiction="xa",
            language="es",
            kind="decreto",
            number="77",
            year=2020,
            date=datetime.date(2020, 5, 4),
            version_date=version,
            status="in_force",
            topics=("trafficking",),
            publisher="Gaceta de ensayo",
            source_url="https://example.org/gaceta/77",
        ),
        preamble=(Paragraph("Visto lo anterior,"),),
        body=(
            Division("chapter", "I", "De las rarezas", (first, second, REPLACING), "CAPÍTULO I"),
        ),
        conclusions=(Paragraph("Firmado en la capital."),),
        attachments=(ANNEX,),
    )


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    home = tmp_path_factory.mktemp("site")
    application = create_app({"MILEX_HOME": str(home), "MILEX_RATE_LIMIT": "0", "TESTING": True})
    workspace: Workspace = application.extensions["milex"]
    upgrade(workspace.engine)
    add_samples(workspace)
    old, new = datetime.date(2020, 5, 4), datetime.date(2022, 1, 1)
    workspace.library.add(odd_document(old, "Esta es la redacción anterior."))
    workspace.library.add(odd_document(new))
    rebuild_index(workspace.library, workspace.search)
    yield application
    workspace.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def answers(app: Flask) -> Callable[[str], TestResponse]:
    """Gets an address of the site, once in the whole session: nothing changes it."""
    return cache(app.test_client().get)


@pytest.fixture
def get_page(answers: Callable[[str], TestResponse]) -> Callable[..., html.HtmlElement]:
    """Gets an address, checks the status, and gives the parsed page."""

    def get(address: str, status: int = 200) -> html.HtmlElement:
        answer = answers(address)
        assert answer.status_code == status, answer.text[:500]
        assert answer.mimetype == "text/html"
        return html.document_fromstring(answer.text)

    return get


@pytest.fixture
def bare_client(tmp_path: Path) -> FlaskClient:
    """A site whose data folder is empty: neither database nor index."""
    return create_app({"MILEX_HOME": str(tmp_path), "TESTING": True}).test_client()
