"""Pages of publishers and of nobody in particular, read for their law and nothing else."""

import contextlib
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.intake import Hints, take_in
from corpus.lines import MARGINAL_LEVEL, Line
from corpus.model import placed_articles
from corpus.outline import outline
from corpus.readers.html import page_text, read

ARTICLES = "".join(
    f"<p><b>Artículo {n}.</b> El farero número {n} encenderá la lámpara al caer la tarde y la"
    " apagará cuando amanezca, salvo que haya niebla.</p>\n"
    for n in range(1, 5)
)


def page(body: str, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="es"><head><meta charset="utf-8">{head}</head>'
        f"<body>{body}</body></html>"
    ).encode()


def texts(body: str) -> list[str]:
    return [line.text for line in read(page(body), "page.html").lines if line.text]


def lines(body: str) -> list[Line]:
    return [line for line in read(page(body), "page.html").lines if line.text]


def dropped(body: str) -> set[tuple[str, str]]:
    return {(d.reason, d.text) for d in read(page(body), "page.html").dropped}


FURNITURE = [
    ("<nav><ul><li><a href='/'>Inicio</a></li></ul></nav>", "menu", "Inicio"),
    ("<header><p>Portal de los faros</p></header>", "menu", "Portal de los faros"),
    ("<footer>Derechos reservados</footer>", "menu", "Derechos reservados"),
    ("<div class='breadcrumb'>Leyes &gt; Faros</div>", "menu", "Leyes > Faros"),
    ("<div role='banner'>Ministerio de Faros</div>", "menu", "Ministerio de Faros"),
    ("<div style='display: none'>Versión vieja</div>", "hidden", "Versión vieja"),
    ("<p hidden>Oculto</p>", "hidden", "Oculto"),
    ("<button>Imprimir</button>", "menu", "Imprimir"),
    ("<div id='toc'>Índice de la ley</div>", "contents_table", "Índice de la ley"),
    (
        "<ul><li><a href='#1'>Uno</a></li><li><a href='#2'>Dos</a></li>"
        "<li><a href='#3'>Tres</a></li></ul>",
        "contents_table",
        "Uno Dos Tres",
    ),
    (
        "<ul><li><a href='/a'>Leyes</a></li><li><a href='/b'>Decretos</a></li>"
        "<li><a href='/c'>Ayuda</a></li></ul>",
        "menu",
        "Leyes Decretos Ayuda",
    ),
    ("<p>Notas <a href='javascript:show(1)'>Mostrar</a></p>", "menu", "Notas Mostrar"),
    ("<p>Texto <del>derogado</del> vigente</p>", "struck_out", "derogado"),
    ("<script>var faro = 1;</script>", "script", "<script>"),
]


@pytest.mark.parametrize(("markup", "reason", "text"), FURNITURE, ids=lambda value: value[:24])
def test_furniture_of_a_page_is_dropped_and_reported(markup: str, reason: str, text: str) -> None:
    body = f"{markup}<div>{ARTICLES}</div>"
    assert (reason, text) in dropped(body)
    assert sum(t.startswith("Artículo") for t in texts(body)) == 4
    assert all("faro = 1" not in t and text not in t.split(" vigente") for t in texts(body))


def test_furniture_names_do_not_hide_the_law_itself() -> None:
    wrapped = f"<div class='menu-page sidebar'><form>{ARTICLES}</form></div>"
    assert len(texts(wrapped)) == 4
    hidden = f"<div style='display:none'>{ARTICLES}</div><p>Pulse para ver.</p>"
    assert sum(t.startswith("Artículo") for t in texts(hidden)) == 4


def test_short_text_beside_the_main_part_is_dropped_but_headings_stay() -> None:
    body = (
        "<div><div>Visitas 1234</div><h1>Ley de faros del norte</h1>"
        f"<div><p>Boletín</p>{ARTICLES}</div></div>"
    )
    assert texts(body)[:2] == ["Ley de faros del norte", "Boletín"]
    assert ("menu", "Visitas 1234") in dropped(body)


LAYOUT = [
    ("<h2>Título I</h2>", {"heading_level": 2}),
    ("<h6>Nota</h6>", {"heading_level": 5}),
    ("<p align='center'>Del faro</p>", {"centred": True}),
    ("<center>Del faro</center>", {"centred": True}),
    ("<p style='text-align:center'>Del faro</p>", {"centred": True}),
    ("<p><b>Todo</b></p>", {"bold": True}),
    ("<b><p>Todo</p></b>", {"bold": True}),
    ("<p style='font-weight:700'>Todo</p>", {"bold": True}),
    ("<p><strong>Artículo 1.</strong> Texto.</p>", {"bold_prefix": "Artículo 1."}),
    ("<p><b>1.</b> <i>Plazo.</i> Texto.</p>", {"bold_prefix": "1.", "italic_prefix": "Plazo."}),
    ("<blockquote>Sangrado</blockquote>", {"indent": 2}),
]


@pytest.mark.parametrize(("markup", "expected"), LAYOUT)
def test_layout_is_kept_in_lines(markup: str, expected: dict[str, object]) -> None:
    (line,) = lines(markup)
    assert {name: getattr(line, name) for name in expected} == expected


def test_line_breaks_end_lines_and_two_of_them_a_paragraph() -> None:
    found = read(page("<p>Uno<br>dos\nsigue<br><br>tres</p>"), "page.html").lines
    assert [line.text for line in found][:4] == ["Uno", "dos sigue", "", "tres"]


def test_numbers_that_the_browser_prints_before_list_items_are_written() -> None:
    assert texts("<ol><li>farol</li><li>mecha</li></ol>") == ["1. farol", "2. mecha"]
    assert texts("<ol type='a' start='2'><li>farol</li><li>mecha</li></ol>") == [
        "b. farol",
        "c. mecha",
    ]
    assert texts("<ol><li>a) farol</li></ol><ul><li>mecha</li></ul>") == ["a) farol", "mecha"]


def test_rows_of_data_tables_stay_rows() -> None:
    table = "<table><tr><th>Faro</th><th>Luz</th></tr><tr><td>Norte</td><td>12 m</td></tr></table>"
    assert texts(table) == ["Faro | Luz", "Norte | 12 m"]


def test_marginal_notes_stand_before_their_section_as_headings() -> None:
    table = (
        "<table><tr><td><small>Keeping of lamps.</small></td><td><b>1.</b>—(1) The keeper shall"
        " trim the lamp.</td></tr></table>"
    )
    note, section = lines(table)
    assert (note.text, note.heading_level) == ("Keeping of lamps", MARGINAL_LEVEL)
    assert section.text.startswith("1.—(1)")


def test_entities_and_invisible_characters_become_text() -> None:
    assert texts("<p>Art&iacute;culo&nbsp;1&ordm;&shy; &laquo;Faro&raquo; &#8212; &amp;</p>") == [
        "Artículo 1º «Faro» — &"
    ]


ENCODINGS = [
    ("iso-8859-1", "iso-8859-1"),
    ("windows-1252", "windows-1252"),
    ("utf-16", "utf-8"),  # names what it is not
    ("iso-8859-1", "utf-8"),
    ("iso-8859-15", "iso-8859-15"),
    ("no-such-charset", "windows-1252"),
]


@pytest.mark.parametrize(("named", "real"), ENCODINGS)
def test_encoding_is_found_whatever_the_page_says(named: str, real: str) -> None:
    text = f"<html><head><meta charset={named}></head><p>Artículo único: el año del farero</p>"
    assert "Artículo único: el año" in page_text(text.encode(real), "page.html")


def test_stated_metadata_is_read_from_head_and_heading() -> None:
    head = (
        '<title>Ley de faros | Portal</title><meta property="og:site_name" content="Gaceta">'
        '<meta property="eli:date_document" content="2001-02-03">'
        '<link rel="canonical" href="https://www.faros.gob.xa/ley/1">'
    )
    stated = read(page(f"<h1>Ley 12 de faros</h1>{ARTICLES}", head), "page.html").stated
    assert stated == {
        "title": "Ley 12 de faros",
        "publisher": "Gaceta",
        "date": "2001-02-03",
        "source_url": "https://www.faros.gob.xa/ley/1",
        "jurisdiction": "xa",
        "language": "es",
    }


def test_title_without_a_heading_is_the_heads_without_the_site() -> None:
    stated = read(page(ARTICLES, "<title>Ley de los faros | Portal</title>"), "page.html").stated
    assert stated["title"] == "Ley de los faros"


def test_deep_and_broken_nesting_neither_crashes_nor_loses_text() -> None:
    deep = "<b><i>" * 300 + ARTICLES
    assert sum(t.startswith("Artículo") for t in texts(deep)) == 4
    unclosed = "<p><b>Artículo 1. Sin cerrar" * 3000
    assert len(texts(unclosed)) >= 1
    with pytest.raises(UnreadableFile) as refusal:
        read(page("<div>" * 5000 + "hondo"), "deep.html")
    assert refusal.value.code == "malformed"


def test_page_without_law_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        take_in(page("<p>Bienvenidos al portal.</p>"), "portal.html", Hints(country="xa"))
    assert refusal.value.code in {"scan", "no_articles"}


def test_page_becomes_a_law_with_all_its_articles() -> None:
    intake = take_in(page(f"<h1>Ley de faros</h1>{ARTICLES}"), "faros.html", Hints(country="xa"))
    assert intake.format == "html"
    numbers = [placed.article.num for placed in placed_articles(intake.document)]
    assert numbers == ["1", "2", "3", "4"]
    assert intake.conservation == 1.0


@pytest.mark.shared
@pytest.mark.parametrize(
    "gold",
    [
        "ar__infoleg-ley-24430-constitucion.htm",
        "co__suin-html-acto-legislativo-1-1910.html",
        "ie__eisb-html-criminal-justice-act-1960.html",
    ],
)
def test_real_pages_have_the_articles_of_the_gold_standard(shared, gold: str) -> None:  # type: ignore[no-untyped-def]
    expected = json.loads((shared / "gold/structure/dev" / f"{gold}.json").read_text("utf-8"))
    file = shared / "laws" / expected["file"]
    found = outline(take_in(file.read_bytes(), file.name, Hints(country=gold[:2])))
    assert [a["num"].lower() for a in found["articles"]] == expected["articles"]
    assert found["conservation"] >= 0.999


def test_a_hundred_damaged_copies_give_a_law_or_a_refusal() -> None:
    table = "<table><tr><td>Faro</td><td>Luz</td></tr></table>"
    body = f"<nav>Inicio</nav><h1>Ley de faros</h1>{ARTICLES}<ol><li>Uno</li></ol>{table}"
    data = page(body, "<title>Ley de faros</title>")
    chance = random.Random(3)  # noqa: S311 - chooses where to damage a test's file
    for turn in range(100):
        copy = bytearray(data)
        if turn % 2:
            del copy[chance.randrange(1, len(data)) :]
        else:
            for _ in range(chance.randint(1, 12)):
                copy[chance.randrange(len(copy))] ^= 1 << chance.randrange(8)
        with contextlib.suppress(UnreadableFile):
            take_in(bytes(copy), "damaged.html", Hints(country="xa"))


@given(st.text(alphabet="<>/apbdivtrtdol =\"'&;#x1é\n", max_size=200))
def test_any_markup_is_read_and_text_without_tags_is_kept(soup: str) -> None:
    markup = (
        f"<html><body><p>{soup}</p><p>{'El farero enciende la lámpara. ' * 9}</p></body></html>"
    )
    found = read(markup.encode(), "soup.html")
    kept = " ".join(line.text for line in found.lines)
    left = " ".join(item.text for item in found.dropped)
    assert "enciende la lámpara" in kept + left or "<" in soup
