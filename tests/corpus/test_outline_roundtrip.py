"""A written law read back has the same outline, in every export format and from any text."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.akn import read, schema_problems, write
from corpus.errors import UnreadableFile
from corpus.intake import Hints, Intake, take_in
from corpus.model import Article, Division
from corpus.outline import outline
from corpus.samples import sample_laws
from milex.exports.law_text import law_text

SAMPLES = sample_laws()
EACH_SAMPLE = pytest.mark.parametrize("xml", [x for _, x in SAMPLES], ids=[n for n, _ in SAMPLES])


def structure(intake: Intake) -> dict[str, Any]:
    """What a reader sees of the structure: a division's name is its label and its heading."""
    found = outline(intake)
    return {
        "articles": [(a["num"], a["eid"], a["heading"]) for a in found["articles"]],
        "divisions": list(named(intake.document.body)),
        "quoted": found["quoted_articles"],
    }


def named(children: Sequence[Division | Article]) -> Iterator[tuple[str, str]]:
    for child in children:
        if isinstance(child, Division):
            yield child.kind, f"{child.label} {child.heading}".strip()
            yield from named(child.children)


@EACH_SAMPLE
def test_a_sample_exported_as_akoma_ntoso_reads_back_the_same(xml: bytes) -> None:
    first = take_in(xml, "law.xml")
    again = take_in(write(first.document), "law.xml")
    assert outline(again) == outline(first)


@EACH_SAMPLE
def test_a_sample_exported_as_text_reads_back_the_same(xml: bytes) -> None:
    first = take_in(xml, "law.xml")
    metadata = first.document.metadata
    hints = Hints(country=metadata.jurisdiction, language=metadata.language)
    again = take_in(law_text(read(xml)).encode(), "law.txt", hints)
    assert structure(again) == structure(first)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), max_size=12), st.sampled_from(["es", "en"]))
def test_any_text_around_articles_gives_a_valid_document_with_all_its_words(
    texts: list[str], language: str
) -> None:
    label = "Artículo" if language == "es" else "Section"
    sentence = (
        "La oficina cuida los puentes de la comarca en todo tiempo."
        if language == "es"
        else "The office shall keep the bridges of the district at all times."
    )
    lines = [f"{label} {n}. {sentence} {text}\n{text}" for n, text in enumerate(texts, start=1)]
    source = "\n\n".join([f"{label} 1. {sentence}", *lines])
    data = source.encode("utf-8", errors="ignore")
    try:
        intake = take_in(data, "law.txt", Hints(country="xa", language=language))
    except UnreadableFile:
        return
    assert schema_problems(write(intake.document)) == ()
    assert intake.conservation == 1.0
