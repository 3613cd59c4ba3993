"""Hostile and broken XML is refused with a sentence that names file and line."""

import pytest

from corpus.errors import UnreadableFile
from corpus.xml import MAX_DEPTH, parse_xml

LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ja">'
    + b"".join(
        b'<!ENTITY a%d "%s">' % (i, b"&a%s;" % (str(i - 1).encode() if i else b"") * 10)
        for i in range(9)
    )
    + b"]>"
)


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param(LAUGHS + b"<l>&a8;</l>", id="billion laughs in text"),
        pytest.param(LAUGHS + b'<l x="&a8;"/>', id="billion laughs in an attribute"),
        pytest.param(
            b'<!DOCTYPE l [<!ENTITY a "' + b"j" * 900_000 + b'">]><l>' + b"&a;" * 900 + b"</l>",
            id="quadratic blow-up",
        ),
        pytest.param(
            b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><l>&a;</l>',
            id="external entity",
        ),
        pytest.param(
            b'<!DOCTYPE l [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]><l/>',
            id="parameter entity",
        ),
        pytest.param(b'<!DOCTYPE l [<!ENTITY a "ja">]><l>a</l>', id="an entity that nobody uses"),
        pytest.param(b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1), id="one level too deep"),
        pytest.param(b"<a>" * 100_000, id="hundred thousand levels"),
        pytest.param(b"<a>" + b"a" * 11_000_000 + b"</a>", id="one text of eleven megabytes"),
    ],
)
def test_what_could_harm_is_refused_as_unsafe(hostile: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        parse_xml(hostile, "ley-17.xml")
    assert refusal.value.code == "unsafe_xml"
    assert "ley-17.xml" in str(refusal.value)


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (b"<ley>\n<articulo>\n</ley>", 3),
        (b"<ley>&nbsp;</ley>", 1),
        (b'<!DOCTYPE ley SYSTEM "x.dtd">\n<ley>\n&nbsp;</ley>', 3),
        (b"Art. 1", 1),
        (bytes(range(256)), 1),
        ('<?xml version="1.0" encoding="utf-8"?>\n<ley>niño</ley>'.encode("latin-1"), 2),
        (b'<?xml version="1.0" encoding="klingon"?><ley/>', 1),
        (b"<ley/><ley/>", 1),
    ],
)
def test_what_is_not_well_formed_is_refused_with_its_line(broken: bytes, line: int) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        parse_xml(broken, "ley-17.xml")
    assert refusal.value.code == "malformed"
    assert f"ley-17.xml line {line}" in str(refusal.value)


@pytest.mark.parametrize("nothing", [b"", b" \n\t"])
def test_nothing_is_refused_as_empty(nothing: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        parse_xml(nothing, "ley-17.xml")
    assert refusal.value.code == "empty"


def test_a_document_type_without_entities_does_no_harm() -> None:
    root = parse_xml(
        b'<!DOCTYPE ley SYSTEM "http://127.0.0.1:9/ley.dtd"><ley>texto</ley>', "ley.xml"
    )
    assert root.text == "texto"


def test_comments_and_instructions_are_left_out_and_text_stays_whole() -> None:
    root = parse_xml(b"<?pi a?><ley>uno <!-- nota -->y <![CDATA[dos & tres]]></ley>", "ley.xml")
    assert root.text == "uno y dos & tres"
    assert len(root) == 0


def test_the_deepest_allowed_tree_is_read() -> None:
    assert parse_xml(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH, "ley.xml").tag == "a"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_declared_encoding_is_obeyed(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    data = f'<?xml version="1.0" encoding="{name}"?><ley>niñez</ley>'.encode(encoding)
    assert parse_xml(data, "ley.xml").text == "niñez"
