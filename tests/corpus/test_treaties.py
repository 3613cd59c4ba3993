"""Treaties and where States stand to them: what is known, how surely, and what is not."""

import datetime
from operator import attrgetter
from pathlib import Path

import pytest

from corpus.errors import InvalidReference
from corpus.jurisdictions import known_jurisdictions
from corpus.treaties import BINDING, Position, Treaties, Treaty, load_treaties, treaties_of
from i18n.languages import KNOWN_LANGUAGES

KNOWN = load_treaties()
TREATIES = list(KNOWN.treaties.values())
ACTS = [act for acts in KNOWN.acts.values() for act in acts]

DESCRIBED = """
as_of: 2026-11
treaties:
- slug: pact
  short: {en: Pact, es: Pacto}
  name: {en: The Pact, es: El Pacto}
  adopted: '1990-05-01'
  place: {en: Here, es: Aquí}
  binding: true
- slug: protocol
  short: {en: Protocol, es: Protocolo}
  name: {en: The Protocol, es: El Protocolo}
  adopted: '2000-05-01'
  place: {en: Here, es: Aquí}
  binding: true
  parent: pact
  parent_rule: requires_party
- slug: words
  short: {en: Words, es: Palabras}
  name: {en: Fine Words, es: Bellas palabras}
  adopted: '2001-05-01'
  place: {en: Here, es: Aquí}
  binding: false
sources:
- id: table
  text: {en: A table, es: Un cuadro}
"""
HEADER = "country,treaty,action,date,confidence,source\n"


@pytest.mark.parametrize("treaty", TREATIES, ids=attrgetter("slug"))
def test_a_treaty_has_its_titles_in_both_languages_and_a_date(treaty: Treaty) -> None:
    for texts in (treaty.short, treaty.name, treaty.place):
        assert set(texts) == set(KNOWN_LANGUAGES)
    assert datetime.date(1926, 1, 1) < treaty.adopted < datetime.date(2020, 1, 1)
    if treaty.in_force:
        assert treaty.adopted < treaty.in_force
    if treaty.binding:
        assert treaty.depositary
        assert treaty.reference
        assert treaty.status_url.startswith("https://")


@pytest.mark.parametrize(
    ("protocol", "parent", "rule"),
    [
        ("tip-protocol", "untoc", "requires_party"),
        ("som-protocol", "untoc", "requires_party"),
        ("refugee-protocol-1967", "refugee-convention-1951", "independent"),
        ("crc-opsc", "crc", "party_or_signatory"),
        ("ilo-p029", "ilo-c029", "requires_party"),
        ("san-salvador-protocol", "achr", "requires_party"),
    ],
)
def test_a_protocol_is_linked_to_its_convention(protocol: str, parent: str, rule: str) -> None:
    treaty = KNOWN.treaties[protocol]
    assert (treaty.parent, treaty.parent_rule) == (parent, rule)
    assert treaty in KNOWN.supplements(parent)
    assert KNOWN.treaties[parent].adopted <= treaty.adopted


def test_every_act_names_a_known_state_treaty_and_source() -> None:
    assert len(ACTS) > 800
    for act in ACTS:
        assert act.country in known_jurisdictions()
        assert not known_jurisdictions()[act.country].is_sample
        assert act.treaty in KNOWN.treaties
        assert act.source in KNOWN.sources


def test_every_source_is_used_and_told_in_both_languages() -> None:
    assert {act.source for act in ACTS} == set(KNOWN.sources)
    for source in KNOWN.sources.values():
        assert set(source.text) == set(KNOWN_LANGUAGES)


def test_nothing_from_memory_is_called_verified() -> None:
    for act in ACTS:
        if act.source.startswith("general") or act.source.endswith("-absent"):
            assert act.confidence == "probable", act


def test_only_who_may_join_a_protocol_has_joined_it() -> None:
    allowed = {"requires_party": {"party"}, "party_or_signatory": {"party", "signatory"}}
    for treaty in TREATIES:
        if treaty.parent_rule not in allowed:
            continue
        for code in known_jurisdictions():
            if KNOWN.standing(code, treaty.slug).position == "party":
                parent = KNOWN.standing(code, treaty.parent).position
                assert parent in allowed[treaty.parent_rule], (code, treaty.slug)


@pytest.mark.parametrize(
    ("country", "treaty", "position", "date", "confidence"),
    [
        ("py", "cmw", "party", "2008-09-23", "verified"),
        ("us", "crc", "signatory", "1995-02-16", "verified"),
        ("tt", "achr", "denounced", "1998", "probable"),
        ("ve", "achr", "denounced", "2012", "probable"),
        ("us", "cmw", "none_known", "", "probable"),
    ],
)
def test_where_a_state_stands(
    country: str, treaty: str, position: Position, date: str, confidence: str
) -> None:
    standing = KNOWN.standing(country, treaty)
    assert standing.position == position
    assert standing.deciding is not None
    assert (standing.deciding.date, standing.deciding.confidence) == (date, confidence)


@pytest.mark.parametrize(
    ("country", "treaty"), [("es", "untoc"), ("mx", "cartagena-1984"), ("xa", "untoc")]
)
def test_what_has_no_row_is_unknown_and_never_no(country: str, treaty: str) -> None:
    standing = KNOWN.standing(country, treaty)
    assert standing.position == "unknown"
    assert standing.deciding is None


def test_a_declaration_that_does_not_bind_has_no_parties() -> None:
    declaration = KNOWN.treaties["cartagena-1984"]
    assert not declaration.binding
    assert not [act for act in ACTS if act.treaty == "cartagena-1984"]


def test_joining_comes_after_signing_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = "py,pact,ratification,2001,verified,table\npy,pact,signature,2001-02-03,probable,table\n"
    standing = read(tmp_path, rows).standing("py", "pact")
    assert [act.action for act in standing.acts] == ["signature", "ratification"]
    assert standing.position == "party"
    assert standing.deciding is not None
    assert standing.deciding.action in BINDING


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("py,treaty,accession,2001,verified,table\n", "‹treaty›"),
        ("zz,pact,accession,2001,verified,table\n", "‹zz›"),
        ("py,pact,accession,2001,verified,rumour\n", "‹rumour›"),
        ("py,pact,joined,2001,verified,table\n", "0.action is ‹joined›"),
        ("py,pact,accession,05/2001,verified,table\n", "YYYY-MM-DD, or YYYY"),
        ("py,pact,accession,2001-02-30,verified,table\n", "YYYY-MM-DD, or YYYY"),
        ("py,pact,accession,2001,perhaps,table\n", "0.confidence is ‹perhaps›"),
        ("py,pact,accession,2001,verified,table,more\n", "0."),
        ("py,pact,accession,2001\n", "0.confidence"),
        ("py,pact,accession,,verified,table\n", "an act needs a date"),
        ("py,pact,none_known,2001,verified,table\n", "none_known stands alone"),
        ("py,pact,accession,1989,verified,table\n", "an act is older than the treaty"),
        ("py,words,accession,2002,verified,table\n", "that does not bind"),
        ("py,pact,denunciation,2002,verified,table\n", "never joined"),
        (
            "py,pact,accession,2001,verified,table\npy,pact,ratification,2002,verified,table\n",
            "once each",
        ),
        (
            "py,pact,signature,2003,verified,table\npy,pact,ratification,2002,verified,table\n",
            "signs before it joins",
        ),
    ],
)
def test_what_is_wrong_with_an_act_is_told(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(InvalidReference) as refusal:
        read(tmp_path, rows)
    assert said in str(refusal.value)
    assert "treaty-status.csv" in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("parent: pact", "parent: nothing", "supplements ‹nothing›"),
        ("  parent_rule: requires_party\n", "", "both a parent and a parent_rule"),
        ("slug: protocol", "slug: pact", "‹pact› twice"),
        ("slug: protocol", "slug: Proto Col", "1.slug is ‹Proto Col›"),
        ("'1990-05-01'", "'1990-05-32'", "0.adopted is ‹1990-05-32›"),
    ],
)
def test_what_is_wrong_with_a_treaty_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(InvalidReference) as refusal:
        read(tmp_path, "", DESCRIBED.replace(old, new))
    assert said in str(refusal.value)


def read(folder: Path, rows: str, described: str = DESCRIBED) -> Treaties:
    treaties, status = folder / "treaties.yaml", folder / "treaty-status.csv"
    treaties.write_text(described, encoding="utf-8")
    status.write_text(HEADER + rows, encoding="utf-8")
    return treaties_of(treaties, status)
