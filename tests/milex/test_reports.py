"""Comparisons and laws as texts: what a person reads, in both languages."""

import datetime
import json

import pytest

from corpus.checklists.model import Checklist, Element, Group, Provision, Source
from corpus.model import (
    Article,
    Attachment,
    Division,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
)
from milex.comparator.model import (
    VERDICTS,
    Comparison,
    Evidence,
    Finding,
    NearMiss,
    SearchLog,
    Verdict,
)
from milex.exports.law_text import law_text
from milex.records import LawSummary
from milex.reports.comparison import comparison_json, comparison_report
from milex.reports.comparison_text import COLUMNS, comparison_text
from milex.reports.words import LEVEL_WORDS, VERDICT_SYMBOLS, VERDICT_WORDS

LAW = LawSummary(
    law="py/ley/9901-2012",
    title="Ley de prueba con un título que es bastante más largo que una línea de la pantalla",
    country="py",
    language="es",
    kind="ley",
    number="9901",
    year=2012,
    date=datetime.date(2012, 12, 13),
    status="in_force",
    topics=("trafficking",),
    version="2012-12-13",
    versions=("2012-12-13",),
    articles=3,
    is_sample=False,
    source_url="",
    publisher="",
)


def provision(number: int, group: str = "A", level: str = "mandatory") -> Provision:
    return Provision(
        id=f"p.{number}",
        group=group,
        level=level,  # type: ignore[arg-type]
        sources=(Source("TIP", "3"),),
        label={"en": f"Provision {number} with a long label " * 3, "es": f"Disposición {number}"},
        question={"en": "Is it?", "es": "¿Es?"},
        elements=(
            Element("act", {}, {"en": "act", "es": "acto"}),
            Element("means", {}, {"en": "means", "es": "medios"}),
        ),
        full="all",
        partial="any",
        scope="law",
        regimes=("trafficking",),
        negatives={},
    )


def finding(number: int, verdict: Verdict, *evidence: Evidence) -> Finding:
    return Finding(
        provision=f"p.{number}",
        verdict=verdict,
        confidence=0.456,
        elements={"act": True, "means": False},
        articles=tuple(dict.fromkeys(piece.article for piece in evidence)),
        evidence=evidence,
        log=SearchLog(
            articles_searched=3,
            phrases=("trata", "captar"),
            near_misses=(NearMiss("2", "art_2", 0, 5, "trato", "other_regime"),),
        ),
    )


def quote(article: str, start: int, words: str) -> Evidence:
    return Evidence(article, f"art_{article}", start, start + len(words), words, "act")


CHECKLIST = Checklist(
    id="list",
    version="1.0",
    status="draft",
    date="2026-01-01",
    title={"en": "A list of provisions", "es": "Una lista de disposiciones"},
    instruments={"TIP": {"en": "Protocol", "es": "Protocolo"}},
    groups=(
        Group("A", {"en": "First", "es": "Primero"}),
        Group("B", {"en": "Second", "es": "Segundo"}),
        Group("C", {"en": "Third", "es": "Tercero"}),
    ),
    provisions=(
        provision(1),
        provision(2),
        provision(3, "B", "optional"),
        provision(4, "B"),
        provision(5, "B", "recommended"),
        provision(6, "B", "recommended"),
    ),
)
COMPARISON = Comparison(
    law=LAW.law,
    version="2012-12-13",
    checklist="list",
    checklist_version="1.0",
    regimes=("trafficking",),
    findings=(
        finding(1, "full", quote("1", 0, "quien captare"), quote("1", 5, "captare")),
        finding(2, "partial", quote("4 bis", 7, "palabra " * 60)),
        finding(3, "absent"),
        finding(4, "contrary", quote("2", 0, "sin trato")),
        finding(5, "not_applicable"),
        finding(6, "undetermined"),
    ),
)
REPORT = comparison_report(COMPARISON, LAW, CHECKLIST)


def test_every_verdict_and_level_has_word_and_symbol() -> None:
    assert tuple(VERDICT_WORDS) == tuple(VERDICT_SYMBOLS) == VERDICTS
    assert len(set(VERDICT_SYMBOLS.values())) == len(VERDICTS)
    assert len(LEVEL_WORDS) == 6


def test_only_groups_with_findings_are_shown_in_order() -> None:
    assert [group.id for group in REPORT.groups] == ["A", "B"]
    assert [row.provision.id for row in REPORT.groups[1].rows] == ["p.3", "p.4", "p.5", "p.6"]


def test_counts_stand_beside_their_level_and_are_not_summed() -> None:
    assert list(REPORT.counts) == ["mandatory", "recommended", "optional"]
    assert REPORT.counts["mandatory"]["full"] == 1
    assert REPORT.counts["mandatory"]["contrary"] == 1
    assert REPORT.counts["optional"]["absent"] == 1
    last = comparison_text(REPORT, "en").split("level by level")[1]
    assert "mandatory" in last
    assert "total" not in last.lower()
    assert "%" not in last


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_text_fits_eighty_columns(language: str) -> None:
    lines = comparison_text(REPORT, language).splitlines()
    assert max(map(len, lines)) <= COLUMNS
    assert all(line == line.rstrip() for line in lines)


def test_absent_reads_not_found_in_this_instrument_with_its_log() -> None:
    words = " ".join(comparison_text(REPORT, "en").split())
    assert "absent" not in words
    assert "○ not found in" in words
    assert "looked for 2 phrases in 3 articles; nearest: 2 «trato»" in words
    assert "no se halló en" in " ".join(comparison_text(REPORT, "es").split())


def test_a_quote_inside_another_is_not_repeated_and_a_long_one_is_cut() -> None:
    text = comparison_text(REPORT, "en")
    assert "1: «quien captare»" in text
    assert "«captare»" not in text
    assert "palabra…»" in text


def test_a_partial_provision_says_what_it_lacks() -> None:
    assert "without: means" in comparison_text(REPORT, "en")


def test_the_json_keeps_everything() -> None:
    data = json.loads(json.dumps(comparison_json(COMPARISON)))
    first = data["findings"][0]
    assert (first["provision"], first["verdict"], first["articles"]) == ("p.1", "full", ["1"])
    assert first["elements"] == {"act": True, "means": False}
    assert first["evidence"][0] == {
        "article": "1",
        "eid": "art_1",
        "start": 0,
        "end": 13,
        "quote": "quien captare",
        "element": "act",
    }
    assert first["log"]["near_misses"][0]["reason"] == "other_regime"


def test_a_law_as_text_keeps_its_order_and_its_points() -> None:
    quoted = Article("9", "Art. 9", "Nuevo", (Paragraph("Texto nuevo."),))
    second = Article("2", "Artículo 2.-", "", (Quotation(articles=(quoted,)),))
    points = Paragraph("Se entiende por:", children=(Paragraph("persona", "a)"),))
    first = Article("1", "Artículo 1.-", "Objeto", (points,))
    document = Document(
        metadata=LawMetadata("Ley de prueba", "py", "es"),
        preamble=(Paragraph("El Congreso sanciona:"),),
        body=(Division("chapter", "I", "De la prueba", (first, second), "CAPÍTULO I"),),
        conclusions=(Paragraph("Dada en la sala."),),
        attachments=(Attachment("ANEXO", "Del reglamento", (), (quoted,)),),
    )
    assert law_text(document) == (
        "Ley de prueba\n\nEl Congreso sanciona:\n\nCAPÍTULO I De la prueba\n\n"
        "Artículo 1.- Objeto\n\nSe entiende por:\n  a) persona\n\n"
        "Artículo 2.-\n  Art. 9 Nuevo\n  Texto nuevo.\n\n"
        "ANEXO Del reglamento\n\nArt. 9 Nuevo\n\nTexto nuevo.\n\nDada en la sala.\n"
    )
