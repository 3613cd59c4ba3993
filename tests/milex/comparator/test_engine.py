"""What holds of every comparison, whatever the law says."""

import json
from dataclasses import asdict, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.model import VERDICTS, ComparableArticle, ComparableLaw

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
SENTENCES = (
    "Quien capte o traslade a una persona con fines de explotación irá a prisión por ocho años.",
    "La víctima tendrá albergue, atención médica y asesoría en su idioma.",
    "El consentimiento de la víctima es irrelevante.",
    "Se decomisarán las ganancias del delito y los instrumentos utilizados.",
    "Quien facilite con lucro la entrada irregular de otro será castigado con prisión.",
    "Ñandú, niño’s «café» — 5º bis.",
    "A victim may be given shelter; no victim shall be detained.",
)
texts = st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join) | st.text(max_size=60)


def law(articles: list[str], language: str = "es") -> ComparableLaw:
    return ComparableLaw(
        "xa/ley/1",
        "2020-01-01",
        language,
        "xa",
        "Ley contra la trata de personas y el tráfico ilícito de migrantes",
        tuple(ComparableArticle(f"art_{k}", str(k), "", text) for k, text in enumerate(articles)),
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(texts, max_size=4), st.sampled_from(["es", "en"]))
def test_every_quote_is_exactly_the_span_of_the_article_that_it_cites(
    articles: list[str], language: str
) -> None:
    compared = law(articles, language)
    by_eid = {article.eid: article for article in compared.articles}
    for finding in compare(compared, CHECKLIST).findings:
        for piece in (*finding.evidence, *finding.log.near_misses):
            assert by_eid[piece.eid].text[piece.start : piece.end] == piece.quote != ""
            assert by_eid[piece.eid].num == piece.article
        assert set(finding.articles) == {piece.article for piece in finding.evidence}


@settings(deadline=None, max_examples=25)
@given(st.lists(texts, max_size=4))
def test_findings_are_complete_ordered_and_plausible(articles: list[str]) -> None:
    comparison = compare(law(articles), CHECKLIST)
    assert [f.provision for f in comparison.findings] == [p.id for p in CHECKLIST.provisions]
    for finding, provision in zip(comparison.findings, CHECKLIST.provisions, strict=True):
        assert finding.verdict in VERDICTS
        assert 0 <= finding.confidence <= 1
        assert list(finding.elements) == [element.name for element in provision.elements]
        assert bool(finding.evidence) == (finding.verdict in {"full", "partial", "contrary"})
    assert sum(comparison.counts().values()) == len(CHECKLIST.provisions)


def test_the_same_law_compared_twice_gives_the_same_bytes() -> None:
    def once() -> str:
        return json.dumps(asdict(compare(law(list(SENTENCES)), CHECKLIST)), ensure_ascii=False)

    assert once() == once()


def test_articles_on_other_matters_change_no_verdict() -> None:
    plain = compare(law(list(SENTENCES[:4])), CHECKLIST)
    mixed = compare(
        law([*SENTENCES[:4], "La sede del registro es la capital.", "El año consta de meses."]),
        CHECKLIST,
    )
    assert [f.verdict for f in plain.findings] == [f.verdict for f in mixed.findings]


def test_one_group_is_compared_as_it_is_in_the_whole() -> None:
    whole = compare(law(list(SENTENCES)), CHECKLIST)
    group = compare(law(list(SENTENCES)), CHECKLIST, group="C")
    in_group = {p.id for p in CHECKLIST.provisions if p.group == "C"}
    assert group.findings == tuple(f for f in whole.findings if f.provision in in_group)


def test_a_law_in_a_language_without_phrases_is_undetermined() -> None:
    findings = compare(replace(law(["Qualquer pessoa."]), language="pt"), CHECKLIST).findings
    assert {finding.verdict for finding in findings} == {"undetermined"}


def test_a_law_without_articles_has_every_provision_absent() -> None:
    assert {f.verdict for f in compare(law([]), CHECKLIST).findings} == {"absent"}
