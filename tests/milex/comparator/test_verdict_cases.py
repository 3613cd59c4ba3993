"""Provision by provision: what invented articles say, decided by reading them."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TITLES = {
    ("tip", "en"): "Trafficking in Persons Act",
    ("tip", "es"): "Ley contra la trata de personas",
    ("som", "en"): "Smuggling of Migrants Act",
    ("som", "es"): "Ley contra el tráfico ilícito de migrantes",
    ("cmw", "en"): "Immigration Act",
    ("cmw", "es"): "Ley de migración",
}
OFFENCE = {
    "en": "Whoever recruits, transports, transfers, harbours or receives a person by force or"
    " deception for the purpose of exploitation shall be imprisoned for nine years.",
    "es": "Quien capte, transporte, traslade, acoja o reciba a una persona mediante violencia o"
    " engaño con fines de explotación será penado con prisión de cinco a nueve años.",
}
OFFENCE_WITHOUT_MEANS = {
    "en": "Whoever recruits, transports, transfers, harbours or receives a person for the purpose"
    " of exploitation shall be imprisoned for nine years.",
    "es": "Quien capte, transporte, traslade, acoja o reciba a una persona con fines de"
    " explotación será penado con prisión de cinco a nueve años.",
}


def finding(provision: str, language: str, *texts: str, heading: str = "") -> Finding:
    family = provision.partition(".")[0]
    family = family if family in {"som", "cmw"} else {"ia": "cmw"}.get(family, "tip")
    articles = tuple(
        ComparableArticle(f"art_{k}", str(k), heading if k == 1 else "", text)
        for k, text in enumerate(texts, 1)
    )
    title = TITLES[family, language]
    law = ComparableLaw("xa/ley/1", "2020-01-01", language, "xa", title, articles)
    return next(f for f in compare(law, CHECKLIST).findings if f.provision == provision)


CASES = [
    ("tip.3a.act", "en", OFFENCE["en"], "full"),
    ("tip.3a.act", "es", OFFENCE["es"], "full"),
    ("tip.3a.act", "es", "Quien capte a otro con fines de explotación irá a prisión.", "partial"),
    ("tip.3a.act", "en", "Transport of goods is subject to a permit.", "absent"),
    ("tip.3a.means", "en", OFFENCE["en"], "partial"),
    ("tip.3a.means", "es", OFFENCE["es"], "partial"),
    ("tip.3a.means", "es", OFFENCE_WITHOUT_MEANS["es"], "absent"),
    ("tip.3a.purpose", "en", OFFENCE["en"], "full"),
    ("tip.3a.purpose", "es", OFFENCE["es"], "full"),
    ("tip.3a.form.organs", "en", "Exploitation includes the removal of organs.", "full"),
    ("tip.3a.form.organs", "es", "Se entenderá por explotación la extracción de órganos.", "full"),
    ("tip.3a.form.labour", "en", "Exploitation means forced labour or slavery.", "full"),
    ("tip.3a.form.slavery", "en", "Exploitation means slavery or bonded labour.", "full"),
    ("tip.3a.form.slavery", "en", "Exploitation means slavery.", "partial"),
    ("tip.3a.form.servitude", "es", "La servidumbre de paso se extingue.", "absent"),
    ("tip.3b.consent", "en", "The consent of the victim is irrelevant.", "full"),
    ("tip.3b.consent", "en", "It is no defence that the victim gave consent.", "full"),
    ("tip.3b.consent", "es", "El consentimiento de la víctima no será tenido en cuenta.", "full"),
    ("tip.3b.consent", "es", "El consentimiento de la víctima exime de pena.", "contrary"),
    ("tip.3b.consent", "en", "The consent of the victim is a defence.", "contrary"),
    ("tip.3c.child", "en", OFFENCE["en"], "absent"),
    ("tip.3c.child", "en", OFFENCE_WITHOUT_MEANS["en"], "full"),
    ("tip.3c.child", "es", OFFENCE_WITHOUT_MEANS["es"], "full"),
    (
        "tip.3c.child",
        "es",
        "Si la víctima es un niño habrá trata aun cuando no se emplee ninguno de los medios.",
        "full",
    ),
    ("tip.3d.age", "en", "Child means a person under eighteen years of age.", "full"),
    ("tip.3d.age", "en", "Child means a person under sixteen.", "partial"),
    ("tip.3d.age", "es", "Niño es quien no ha cumplido dieciocho años.", "full"),
    ("tip.3d.age", "es", "La pena será de dieciocho años de prisión.", "absent"),
    ("tip.4.scope", "en", OFFENCE["en"], "full"),
    ("tip.5.2a.attempt", "en", "Any person who attempts to commit this offence is guilty.", "full"),
    ("tip.5.2a.attempt", "es", "La tentativa es punible.", "full"),
    ("tip.5.2b.accomplice", "en", "A person who aids or abets the offence is guilty.", "full"),
    ("tip.5.2b.accomplice", "es", "Los cómplices serán castigados con la mitad.", "full"),
    ("untoc.11.1.sanctions", "en", OFFENCE["en"], "full"),
    ("untoc.11.1.sanctions", "es", OFFENCE["es"], "full"),
    (
        "untoc.11.1.sanctions",
        "es",
        "Quien capte personas con fines de explotación será penado con prisión de dos años.",
        "partial",
    ),
    (
        "untoc.11.1.sanctions",
        "en",
        "Whoever recruits a person for the purpose of exploitation is liable to a fine or to"
        " imprisonment for ten years.",
        "partial",
    ),
    (
        "untoc.12.1.confiscation",
        "en",
        "The court shall order the forfeiture of the proceeds of the offence and of property used"
        " in its commission.",
        "full",
    ),
    (
        "untoc.12.1.confiscation",
        "es",
        "El juez ordenará el decomiso de las ganancias del delito y de los instrumentos"
        " utilizados para cometerlo.",
        "full",
    ),
    ("untoc.12.1.confiscation", "es", "El juez ordenará el decomiso.", "partial"),
    ("untoc.12.1.confiscation", "en", "No one may confiscate the passport of a victim.", "absent"),
    ("untoc.10.1.legal_persons", "en", "A body corporate is liable for the offence.", "full"),
    ("untoc.10.1.legal_persons", "es", "Las personas jurídicas son responsables.", "full"),
    ("untoc.16.extradition", "es", "La trata de personas da lugar a extradición.", "full"),
    ("tip.6.1.privacy", "en", "The identity of the victim shall not be disclosed.", "full"),
    ("tip.6.1.privacy", "es", "Se publicará el nombre de la víctima.", "contrary"),
    ("tip.6.3a.housing", "en", "Victims shall be given safe accommodation.", "full"),
    ("tip.6.3a.housing", "en", "The Minister may provide accommodation.", "partial"),
    ("tip.6.3a.housing", "es", "La víctima tiene derecho a un albergue seguro.", "full"),
    ("tip.6.3a.housing", "es", "El Estado podrá ofrecer albergue a la víctima.", "partial"),
    (
        "tip.6.3c.medical",
        "es",
        "La víctima recibirá atención médica, psicológica y asistencia material.",
        "full",
    ),
    ("tip.6.3c.medical", "en", "The victim shall receive medical care.", "partial"),
    ("tip.6.6.compensation", "en", "The court shall order compensation of the victim.", "full"),
    ("tip.6.6.compensation", "es", "La víctima tiene derecho a indemnización.", "full"),
    ("tip.7.1.status", "es", "La víctima podrá obtener un permiso de residencia temporal.", "full"),
    (
        "tip.8.1.accept",
        "en",
        "The Minister shall facilitate the return of victims who are nationals without undue"
        " delay.",
        "full",
    ),
    ("tip.8.1.accept", "en", "The court shall sit without undue delay.", "absent"),
    (
        "hr.7.nonpunishment",
        "es",
        "La víctima no será punible por los delitos que sean resultado directo de la trata.",
        "full",
    ),
    ("hr.7.nodetention", "en", "No victim shall be held in detention.", "full"),
    ("hr.7.nodetention", "es", "La víctima permanecerá detenida hasta su salida.", "contrary"),
    (
        "hr.8.unconditional",
        "en",
        "Assistance is given regardless of whether the victim cooperates.",
        "full",
    ),
    (
        "hr.8.unconditional",
        "es",
        "Solo recibirá asistencia la víctima que declare contra el autor.",
        "contrary",
    ),
    ("tip.9.5.demand", "es", "El Estado adoptará medidas para desalentar la demanda.", "full"),
    ("tip.14.2.nondiscrimination", "es", "La ley se aplica sin discriminación alguna.", "full"),
    (
        "som.6.1a.offence",
        "en",
        "Any person who for gain facilitates the unlawful entry of another commits an offence and"
        " is liable to imprisonment.",
        "full",
    ),
    ("som.6.1a.offence", "es", "El tráfico ilícito de migrantes es un problema.", "absent"),
    ("som.5.nonliability", "es", "El migrante objeto de tráfico no será responsable.", "full"),
    (
        "som.6.3a.agg_danger",
        "es",
        "La pena se aumentará cuando se ponga en peligro la vida del migrante.",
        "full",
    ),
    ("cmw.22.1.collective", "es", "Se prohíbe la expulsión colectiva.", "full"),
    ("cmw.22.1.collective", "en", "Collective expulsion is prohibited.", "full"),
    ("cmw.22.4.review", "en", "A removal order is final. No appeal lies against it.", "contrary"),
    ("cmw.30.education", "en", "A school must not enrol an illegal immigrant.", "contrary"),
    (
        "ia.terminology",
        "es",
        "El extranjero ilegal será expulsado.",
        "contrary",
    ),
    (
        "hr.7.nonpunishment",
        "en",
        "A victim is not liable for entering the country in breach of immigration law as a result"
        " of being trafficked.",
        "partial",
    ),
    (
        "hr.7.nonpunishment",
        "es",
        "La víctima que haya ingresado de forma irregular será castigada con multa.",
        "contrary",
    ),
    ("tip.3d.age", "en", "Child means a person below the age of twelve.", "partial"),
    (
        "untoc.23.obstruction",
        "es",
        "Se respetará la intimidad de las víctimas y de los testigos.",
        "absent",
    ),
    ("ia.legal_aid", "es", "Se respeta el debido proceso.", "partial"),
]


@pytest.mark.parametrize(("provision", "language", "text", "verdict"), CASES)
def test_an_article_gets_the_verdict_that_a_reader_gives_it(
    provision: str, language: str, text: str, verdict: str
) -> None:
    assert finding(provision, language, text).verdict == verdict


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("es", "Objeto", "Prevenir la trata y dar albergue a las víctimas."),
        ("es", "", "La presente ley tiene por objeto dar albergue a las víctimas."),
        ("en", "Short title", "This Act may be cited as the Victim Shelter Act."),
        ("en", "", "The purpose of this Act is to give shelter to victims."),
    ],
)
def test_titles_and_object_clauses_are_no_evidence(language: str, heading: str, text: str) -> None:
    assert finding("tip.6.3a.housing", language, text, heading=heading).verdict == "absent"


def test_the_name_of_a_treaty_is_no_evidence() -> None:
    text = "Rige la Convención de Naciones Unidas contra la Delincuencia Organizada Transnacional."
    assert finding("untoc.31.prevention", "es", text).verdict == "absent"
    assert (
        finding("tip.9.1.policies", "es", "Protocolo sobre trata de personas.").verdict == "absent"
    )


def test_evidence_stands_in_the_articles_that_answer_best_first() -> None:
    answer = finding(
        "tip.6.3c.medical",
        "es",
        "Hay atención médica.",
        "La víctima recibirá atención médica, psicológica y asistencia material.",
    )
    assert answer.articles[0] == "2"
    assert (
        answer.evidence[0].quote in "La víctima recibirá atención médica, psicológica y asistencia"
    )


def test_an_absent_provision_tells_what_was_looked_for_and_the_nearest_misses() -> None:
    answer = finding("untoc.12.1.confiscation", "en", "No one may confiscate the passport.")
    assert answer.evidence == ()
    assert answer.articles == ()
    assert "confiscat*" in answer.log.phrases
    assert [miss.reason for miss in answer.log.near_misses] == ["cancelled_by_negative"]
    assert answer.log.near_misses[0].quote == "confiscate"
    assert answer.log.articles_searched == 1


def test_the_offence_is_partial_while_a_part_of_the_definition_is_missing() -> None:
    assert finding("tip.5.1.offence", "es", OFFENCE["es"]).verdict == "partial"
    forms = (
        "Se entenderá por explotación la prostitución ajena, los trabajos forzados, la esclavitud"
        " y las prácticas análogas a la esclavitud, la servidumbre y la extracción de órganos."
    )
    assert finding("tip.5.1.offence", "es", OFFENCE_WITHOUT_MEANS["es"], forms).verdict == "full"
