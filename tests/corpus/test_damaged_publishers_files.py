"""Damaged files of publishers' formats give a law, perhaps with problems, or a clear refusal.

Bytes are cut off and bits turned; then, where the file stays well-formed, elements
and values are taken away, renamed or put where they do not belong.
"""

import copy
import json
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from corpus.akn import write
from corpus.errors import UnreadableFile
from corpus.intake import Hints, take_in
from corpus.outline import outline

MUTATIONS = 100
USLM = b"""<section xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t9/s5">
<num value="5">\xc2\xa7 5.</num><heading>Lamps</heading><subsection><num value="a">(a)</num>
<heading>Oil</heading><chapeau>Oil is<note type="footnote"><num>1</num> So.</note></chapeau>
<paragraph><num value="1">(1)</num><content>free <quotedContent><section><num>7</num>
<content>Wicks.</content></section></quotedContent></content></paragraph>
<table><tr><td>May</td><td>3</td></tr></table></subsection>
<sourceCredit>(Added <date date="1951-06-27">June 27, 1951</date>.)</sourceCredit>
<notes><note><heading>Change</heading><p>None.</p></note></notes></section>"""
CLML = b"""<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation">
<Metadata><title>Lamps Act 1951</title><valid>2020-02-03</valid><PrimaryMetadata>
<Year Value="1951"/><Number Value="9"/><EnactmentDate Date="1951-06-27"/></PrimaryMetadata>
</Metadata><Primary><PrimaryPrelims><Title>Lamps Act 1951</Title><Number>1951 c. 9</Number>
</PrimaryPrelims><Body><Part><Number>PART I</Number><Title>Towers</Title><P1group>
<Title>Hours</Title><P1><Pnumber><CommentaryRef Ref="c1"/>1</Pnumber><P1para>
<P2><Pnumber>1</Pnumber><P2para><Text>A keeper lights</Text><OrderedList Type="roman">
<ListItem><Para><Text>lamps</Text></Para></ListItem></OrderedList></P2para></P2>
<BlockAmendment><P1><Pnumber>8</Pnumber><P1para><Text>Oil.</Text></P1para></P1></BlockAmendment>
</P1para></P1></P1group></Part></Body><Schedules><Schedule><Number>SCHEDULE</Number>
<ScheduleBody><P1><Pnumber>1</Pnumber><P1para><Text>Stairs.</Text></P1para></P1></ScheduleBody>
</Schedule></Schedules></Primary><Commentaries><Commentary id="c1"><Para><Text>New.</Text></Para>
</Commentary></Commentaries></Legislation>"""
LEYCHILE = """<Norma xmlns="http://www.leychile.cl/esquemas" normaId="77"
fechaVersion="2020-02-03"><Identificador fechaPromulgacion="1951-06-27"><TiposNumeros><TipoNumero>
<Tipo>Ley</Tipo><Numero>9</Numero></TipoNumero></TiposNumeros></Identificador><Metadatos>
<TituloNorma>FAROS</TituloNorma></Metadatos><Encabezado><Texto>Decreto:</Texto></Encabezado>
<EstructurasFuncionales><EstructuraFuncional tipoParte="Título"><Texto>TITULO I De la luz</Texto>
<EstructurasFuncionales><EstructuraFuncional tipoParte="Artículo"><Texto>Artículo 1º.- El guarda
enciende la lámpara.
     1. Agrégase: "Artículo 5º.- El aceite es gratis.".</Texto><Metadatos><NombreParte>1
</NombreParte></Metadatos></EstructuraFuncional></EstructurasFuncionales></EstructuraFuncional>
<EstructuraFuncional tipoParte="Artículo" transitorio="transitorio"><Texto>Artículo 1º.- Rige
desde hoy.</Texto></EstructuraFuncional></EstructurasFuncionales><Promulgacion>
<Texto>A. Guarda.</Texto></Promulgacion><Anexos><Anexo><Texto>Artículo 1.- Anexo.</Texto></Anexo>
</Anexos></Norma>""".encode()
IMPO = json.dumps(
    {
        "tipoNorma": "Ley",
        "nroNorma": "9",
        "anioNorma": 1951,
        "nombreNorma": "LEY DE FAROS",
        "fechaPromulgacion": "27/06/1951",
        "vistos": "VISTO: la niebla;",
        "articulos": [
            {
                "nroArticulo": "1",
                "secArticulo": "BIS",
                "titulosArticulo": "CAPITULO I<br>DE LA LUZ",
                "tituloArticulo": "Artículo 1-BIS",
                "urlArticulo": "/bases/leyes/9-1951/1",
                "textoArticulo": " Luz.- El guarda enciende:\r\nA) la lámpara.\r\n",
                "notasArticulo": "<b>Agregado por:</b> Ley 12 de 03/02/1999.",
            },
            {"nroArticulo": "2", "textoArticulo": "Aceite.- El aceite es gratis."},
        ],
        "firmantes": "A. GUARDA",
    },
    ensure_ascii=False,
).encode()
SAMPLES = {"uslm.xml": USLM, "clml.xml": CLML, "leychile.xml": LEYCHILE, "impo.json": IMPO}
REAL = [
    "us/usc-t18-s1589.xml",
    "gb/clml-human-rights-act-1998.xml",
    "cl/bcn-xml-ley-21180.xml",
    "uy/impo-json-ley-18331.json",
]


def chance_for(name: str) -> random.Random:
    """Chance that falls alike in every run."""
    return random.Random(zlib.crc32(name.encode()))  # noqa: S311 - no secret depends on it


def damaged_bytes(data: bytes, name: str) -> Iterator[bytes]:
    """Half of them cut short, half with one to eight bits turned."""
    chance = chance_for(name)
    for number in range(MUTATIONS):
        if number % 2:
            yield data[: chance.randrange(len(data))]
            continue
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        yield bytes(damaged)


def damaged_trees(data: bytes, name: str) -> Iterator[bytes]:
    """Well-formed XML with some elements removed, renamed, emptied or moved."""
    chance = chance_for(name)
    for _ in range(MUTATIONS):
        root = etree.fromstring(data)
        for _ in range(chance.randint(1, 4)):
            elements = [element for element in root.iter() if element is not root]
            if elements:
                _damage_element(chance.choice(elements), chance.choice([root, *elements]), chance)
        yield etree.tostring(root)


def _damage_element(element: Any, other: Any, chance: random.Random) -> None:
    change = chance.randrange(5)
    if change == 0:
        element.getparent().remove(element)
    elif change == 1:
        element.tag = other.tag
    elif change == 2:
        element.text = None
    elif change == 3:
        element.attrib.clear()
    else:
        element.append(copy.deepcopy(other))


def damaged_values(data: bytes, name: str) -> Iterator[bytes]:
    """JSON with some values taken away or replaced by values of another type."""
    chance = chance_for(name)
    for _ in range(MUTATIONS):
        value = json.loads(data)
        for _ in range(chance.randint(1, 4)):
            holder = chance.choice([value, *filter(dict.__instancecheck__, value["articulos"])])
            key = chance.choice(sorted(holder.keys() - {"articulos"}))
            holder[key] = chance.choice([None, 7, 1.5, True, [], ["x"], {}, "", "<br", "&#0;"])
        yield json.dumps(value).encode()


def outcome(data: bytes, name: str) -> str:
    """What became of ``data``: "read", or the code of its refusal."""
    try:
        intake = take_in(data, name, Hints(country="xa"))
    except UnreadableFile as refusal:
        return refusal.code if name in str(refusal) else "nameless"
    write(intake.document)
    outline(intake)
    assert 0 <= intake.conservation <= 1
    return "read"


@pytest.mark.parametrize("name", SAMPLES)
def test_files_with_damaged_bytes_are_read_or_refused(name: str) -> None:
    assert outcome(SAMPLES[name], name) == "read"
    outcomes = {outcome(damaged, name) for damaged in damaged_bytes(SAMPLES[name], name)}
    assert outcomes >= {"read", "malformed"}
    assert "nameless" not in outcomes


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith("xml")])
def test_well_formed_files_with_elements_out_of_place_are_read_or_refused(name: str) -> None:
    outcomes = {outcome(damaged, name) for damaged in damaged_trees(SAMPLES[name], name)}
    assert "read" in outcomes
    assert outcomes <= {"read", "no_articles", "unknown_format"}


def test_json_with_values_of_other_types_is_read_or_refused() -> None:
    outcomes = {outcome(damaged, "impo.json") for damaged in damaged_values(IMPO, "impo.json")}
    assert "read" in outcomes
    assert outcomes <= {"read", "no_articles", "unknown_format"}


@pytest.mark.shared
@pytest.mark.parametrize("path", REAL)
def test_real_files_with_damaged_bytes_are_read_or_refused(shared: Path, path: str) -> None:
    name = Path(path).name
    data = (shared / "laws" / path).read_bytes()
    for damaged in list(damaged_bytes(data, name))[:20]:
        assert outcome(damaged, name) != "nameless"
