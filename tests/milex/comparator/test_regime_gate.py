"""A trafficking act earns no smuggling findings by accident, and the other way round."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Comparison

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
ANSWERS = {"full", "partial", "contrary"}


def law(title: str, language: str, *texts: str, topics: tuple[str, ...] = ()) -> ComparableLaw:
    articles = tuple(
        ComparableArticle(f"art_{k}", str(k), "", text) for k, text in enumerate(texts, 1)
    )
    return ComparableLaw("xa/law/1", "2020-01-01", language, "xa", title, articles, topics)


def answered(comparison: Comparison, group: str) -> set[str]:
    provisions = {p.id for p in CHECKLIST.provisions if p.group == group}
    return {
        f.provision
        for f in comparison.findings
        if f.provision in provisions and f.verdict in ANSWERS
    }


TRAFFICKING = (
    "Any person who recruits, transports, transfers, harbours or receives another by threat,"
    " fraud or deception for the purpose of sexual exploitation or forced labour commits an"
    " offence and is liable to imprisonment for ten years.",
    "A person who attempts to commit an offence of trafficking in persons, or who aids and abets"
    " it, is liable to the same penalty.",
    "Victims are entitled to shelter, medical care and counselling, without discrimination.",
)
TRATA = (
    "El que capte, transporte, traslade, acoja o reciba a otra persona mediante amenaza, fraude o"
    " engaño con fines de explotación sexual o trabajos forzados será castigado con prisión de"
    " seis a doce años.",
    "La tentativa de la trata de personas y la complicidad son punibles con la misma pena.",
    "Las víctimas tienen derecho a albergue, atención médica y asesoría, sin discriminación.",
)
SMUGGLING = (
    "Any person who, for financial gain, facilitates the illegal entry of another person who is"
    " not a national commits an offence and is liable to imprisonment for eight years.",
    "The smuggling of migrants is aggravated where the life of a migrant is put in danger.",
)
TRAFICO = (
    "Quien con ánimo de lucro facilite la entrada ilegal de otra persona, que no sea nacional ni"
    " residente, será castigado con prisión de cinco a ocho años.",
    "El tráfico ilícito de migrantes se agrava cuando se ponga en peligro la vida del migrante.",
)
DRUGS = (
    "A person who transports, receives or conceals a controlled drug by fraud or force commits an"
    " offence and is liable to imprisonment for twenty years.",
    "The court shall order the forfeiture of the vessel used in drug trafficking.",
)


@pytest.mark.parametrize(
    ("title", "language", "texts", "silent_groups"),
    [
        ("Trafficking in Persons Act", "en", TRAFFICKING, "EF"),
        ("Ley contra la trata de personas", "es", TRATA, "EF"),
        ("Smuggling of Migrants Act", "en", SMUGGLING, "A"),
        ("Ley contra el tráfico ilícito de migrantes", "es", TRAFICO, "A"),
        ("Dangerous Drugs Act", "en", DRUGS, "ABCDEF"),
        (
            "Ley de aguas",
            "es",
            ("La servidumbre de acueducto se extingue por el no uso.",),
            "ABCDEF",
        ),
    ],
)
def test_a_law_is_silent_on_the_groups_of_other_regimes(
    title: str, language: str, texts: tuple[str, ...], silent_groups: str
) -> None:
    comparison = compare(law(title, language, *texts), CHECKLIST)
    assert {group: answered(comparison, group) for group in silent_groups} == {
        group: set() for group in silent_groups
    }


@pytest.mark.parametrize(
    ("title", "language", "texts", "regime"),
    [
        ("Act 12 of 2016", "en", TRAFFICKING, "trafficking"),
        ("Ley 45", "es", TRATA, "trafficking"),
        ("Act 13 of 2016", "en", SMUGGLING, "smuggling"),
        ("Ley 46", "es", TRAFICO, "smuggling"),
    ],
)
def test_a_law_without_a_telling_title_is_recognised_by_its_articles(
    title: str, language: str, texts: tuple[str, ...], regime: str
) -> None:
    assert regime in compare(law(title, language, *texts), CHECKLIST).regimes


def test_a_chapter_on_smuggling_in_a_migration_act_is_found_there() -> None:
    comparison = compare(
        law("Ley de migraciones", "es", "El ingreso se hace por puertos habilitados.", *TRAFICO),
        CHECKLIST,
    )
    finding = next(f for f in comparison.findings if f.provision == "som.6.1a.offence")
    assert finding.verdict == "full"
    assert finding.articles == ("2",)
    assert answered(comparison, "A") == set()


def test_a_provision_of_a_regime_that_the_law_has_not_is_absent_with_nothing_searched() -> None:
    comparison = compare(law("Ley contra la trata de personas", "es", *TRATA), CHECKLIST)
    finding = next(f for f in comparison.findings if f.provision == "som.6.1a.offence")
    assert finding.verdict == "absent"
    assert finding.log.articles_searched == 0
    assert finding.log.phrases


def test_measures_at_sea_do_not_concern_a_land_locked_state() -> None:
    at_home = ComparableLaw(
        "py/ley/1",
        "2020",
        "es",
        "py",
        "Ley contra el tráfico ilícito de migrantes",
        (ComparableArticle("art_1", "1", "", TRAFICO[0]),),
    )
    verdicts = {f.provision: f.verdict for f in compare(at_home, CHECKLIST).findings}
    assert verdicts["som.8.sea"] == "not_applicable"
    assert verdicts["som.6.1a.offence"] == "full"


MOBILITY = (
    "La dirección otorgará las visas a las personas extranjeras.",
    "Las personas extranjeras tienen derecho a albergue y a que se escuche su opinión.",
)


def test_a_migration_act_that_mentions_victims_of_trafficking_answers_in_those_articles_only() -> (
    None
):
    victims = "Las víctimas de trata de personas recibirán atención médica y psicológica."
    comparison = compare(
        law("Ley de migración", "es", *MOBILITY, victims, topics=("migration", "trafficking")),
        CHECKLIST,
    )
    found = {f.provision: f for f in comparison.findings}
    assert found["tip.6.3a.housing"].verdict == "absent"
    assert found["tip.6.3c.medical"].articles == ("3",)


def test_an_act_on_both_by_its_title_is_of_both_throughout() -> None:
    comparison = compare(
        law("Ley de migración y contra la trata de personas", "es", *MOBILITY, TRATA[0]),
        CHECKLIST,
    )
    found = {f.provision: f.verdict for f in comparison.findings}
    assert found["tip.6.3a.housing"] == "full"
