"""What may and what may not change a verdict: an invented law, changed in known ways."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.intake import Hints, take_in
from milex.comparator.assembly import comparable_law
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding
from milex.gold_laws import gold_laws

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TWINS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "twins.yaml").read_text(encoding="utf-8")
)
LANGUAGES = ("en", "es")
ANSWERS = {
    provision: article["num"] for article in TWINS["articles"] for provision in article["answers"]
}
every_language = pytest.mark.parametrize("language", LANGUAGES)

Findings = Mapping[str, Finding]


def twin(language: str) -> ComparableLaw:
    articles = tuple(
        ComparableArticle(
            f"art_{each['num']}", each["num"], each["heading"][language], each[language]
        )
        for each in TWINS["articles"]
    )
    return ComparableLaw(
        "xa/act/1", "2020-01-01", language, "xa", TWINS["title"][language], articles
    )


def found_in(law: ComparableLaw) -> Findings:
    return {finding.provision: finding for finding in compare(law, CHECKLIST).findings}


@cache
def found(language: str) -> Findings:
    return found_in(twin(language))


def verdicts(findings: Findings) -> dict[str, str]:
    return {provision: finding.verdict for provision, finding in findings.items()}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {key: (value, after[key]) for key, value in before.items() if after[key] != value}


def rewritten(law: ComparableLaw, change: Callable[[str], str]) -> ComparableLaw:
    articles = tuple(replace(article, text=change(article.text)) for article in law.articles)
    return replace(law, articles=articles)


@pytest.mark.parametrize(
    ("language", "provision"),
    [(language, provision) for language in LANGUAGES for provision in ANSWERS],
)
def test_the_article_that_answers_is_found(language: str, provision: str) -> None:
    finding = found(language)[provision]
    assert finding.verdict == "full"
    assert ANSWERS[provision] in finding.articles


@pytest.mark.parametrize("provision", [provision.id for provision in CHECKLIST.provisions])
def test_twins_are_given_the_same_verdict(provision: str) -> None:
    assert found("en")[provision].verdict == found("es")[provision].verdict


# Words that, taken out of the law, leave the provision with less than it had.
TAKEN_OUT = {
    "tip.3a.act": ("recruits, |The recruitment, ", "capte, |La captación, "),
    "tip.3a.means": ("abduction, ", "rapto, "),
    "tip.3a.purpose": (",? for the purpose of exploitation", ",? con fines de explotación"),
    "tip.3a.form.sexual": (
        "the prostitution of others or other forms of sexual exploitation, ",
        "la prostitución ajena u otras formas de explotación sexual, ",
    ),
    "tip.3a.form.labour": ("forced labour or services, ", "los trabajos o servicios forzados, "),
    "tip.3a.form.slavery": (
        "slavery or practices similar to slavery, ",
        "la esclavitud o las prácticas análogas a la esclavitud, ",
    ),
    "tip.3a.form.organs": ("the removal of organs, ", "la extracción de órganos, "),
    # Without its condition on means an offence against children would still need none.
    "tip.3c.child": ("The recruitment, transport,.*", "La captación, el traslado.*"),
    "tip.5.2a.attempt": (
        "who attempts to commit trafficking in persons, ",
        "La tentativa de trata de personas será punible. ",
    ),
    "untoc.11.1.sanctions": (
        "( and)? is liable to imprisonment[^.]*",
        "( y)? será reprimido con prisión[^.]*",
    ),
    "untoc.14.victims": (
        " Confiscated property shall be used to compensate the victims.",
        " Los bienes decomisados se destinarán a indemnizar a las víctimas.",
    ),
    "untoc.15.1.territorial": (
        " or on board a vessel flying its flag or an aircraft registered under its laws",
        " o a bordo de un buque que .* conforme a sus leyes",
    ),
    "tip.6.3b.counselling": (
        " in a language that they understand",
        " en un idioma que comprendan",
    ),
    "tip.6.3c.medical": (", psychological and material", ", psicológica y material"),
    "tip.11.4.carrier_sanctions": (
        " A carrier that fails to do so is liable to a fine.",
        " El transportista que incumpla esta obligación será sancionado con multa.",
    ),
    "som.3.benefit": (
        ", in order to obtain, directly or indirectly, a financial or other material benefit,"
        "|for financial benefit and ",
        ", a fin de obtener, .* orden material,|con ánimo de lucro y ",
    ),
    "som.6.1a.offence": (
        "procures the illegal entry of another person into a State of which that person is not a "
        "national or a permanent resident ",
        "facilite la entrada ilegal .* residente permanente comete",
    ),
    "som.6.3b.agg_degrading": (
        ", or subjects them to inhuman or degrading treatment",
        ", o los someta a un trato inhumano o degradante",
    ),
}
RANKS = ("absent", "partial", "full")


@every_language
@pytest.mark.parametrize("provision", TAKEN_OUT)
def test_a_verdict_drops_when_what_it_rests_on_is_taken_out(provision: str, language: str) -> None:
    words = re.compile(TAKEN_OUT[provision][LANGUAGES.index(language)])
    law = twin(language)
    poorer = rewritten(law, lambda text: words.sub("", text))
    assert poorer != law, "the words are to stand in the law"
    after = found_in(poorer)[provision]
    assert RANKS.index(after.verdict) < RANKS.index(found(language)[provision].verdict)


@every_language
def test_without_its_articles_nothing_is_left_of_a_provision(language: str) -> None:
    law = twin(language)
    bare = [article for article in law.articles if article.num in {"1", "37"}]
    assert set(verdicts(found_in(replace(law, articles=tuple(bare)))).values()) == {"absent"}


@every_language
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_articles_changes_no_verdict(language: str, seed: int) -> None:
    law = twin(language)
    # The definitions and the offence stay first: what stands between them is shuffled.
    shuffled = list(law.articles[5:])
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    after = found_in(replace(law, articles=(*law.articles[:5], *shuffled)))
    assert differences(verdicts(found(language)), verdicts(after)) == {}
    assert {p: f.elements for p, f in after.items()} == {
        p: f.elements for p, f in found(language).items()
    }


OTHER_LAW = {
    "en": (
        "Every company shall keep a register of its members at its registered office.",
        "A driver shall stop when required to do so by a traffic officer.",
        "The owner of land that has no access to a road may demand a right of way over the "
        "neighbouring land, on payment of compensation.",
        "No person shall possess a firearm without a licence granted under this Act.",
    ),
    "es": (
        "Toda sociedad llevará un libro de registro de socios en su domicilio.",
        "El conductor deberá detenerse cuando así lo requiera el agente de tránsito.",
        "El dueño de un predio enclavado podrá exigir paso por el predio vecino, previo pago de "
        "la indemnización que corresponda.",
        "Nadie podrá tener un arma de fuego sin la licencia prevista en esta ley.",
    ),
}


# Provisions whose bare words an article on another subject may still show.
STRAY_EVIDENCE = {"tip.6.6.compensation"}


@every_language
def test_articles_on_other_subjects_change_nothing(language: str) -> None:
    law = twin(language)
    others = tuple(
        ComparableArticle(f"art_{number}", str(number), "", text)
        for number, text in enumerate(OTHER_LAW[language], 101)
    )
    after = found_in(replace(law, articles=(*law.articles, *others)))
    assert differences(verdicts(found(language)), verdicts(after)) == {}
    articles = {p: finding.articles for p, finding in found(language).items()}
    now = {p: finding.articles for p, finding in after.items()}
    assert set(differences(articles, now)) <= STRAY_EVIDENCE


@every_language
def test_other_numbers_change_nothing_but_the_numbers(language: str) -> None:
    law = twin(language)
    cited = re.compile(r"\b(section|artículo) (\d+)")
    renumbered = replace(
        law,
        articles=tuple(
            replace(
                article,
                num=str(int(article.num) + 200),
                eid=f"art_{int(article.num) + 200}",
                text=cited.sub(lambda m: f"{m.group(1)} {int(m.group(2)) + 200}", article.text),
            )
            for article in law.articles
        ),
    )
    after = found_in(renumbered)
    assert differences(verdicts(found(language)), verdicts(after)) == {}
    assert {p: [int(num) - 200 for num in f.articles] for p, f in after.items()} == {
        p: [int(num) for num in f.articles] for p, f in found(language).items()
    }


def unaccented(text: str) -> str:
    return text.translate(str.maketrans("áéíóúüÁÉÍÓÚÜ", "aeiouuAEIOUU"))


def split(text: str) -> str:
    return text.replace(". ", ".\n")


def joined(text: str) -> str:
    return " ".join(text.split())


def spaced(text: str) -> str:
    return text.replace(" ", "  ")


@every_language
@pytest.mark.parametrize("change", [str.upper, unaccented, split, joined, spaced])
def test_the_dress_of_the_words_changes_no_verdict(
    language: str, change: Callable[[str], str]
) -> None:
    after = found_in(rewritten(twin(language), change))
    assert differences(verdicts(found(language)), verdicts(after)) == {}


@every_language
def test_a_law_read_from_plain_text_gets_the_same_verdicts(language: str) -> None:
    law = twin(language)
    label = "Section" if language == "en" else "Artículo"
    text = "\n\n".join(
        f"{label} {article.num}. {article.heading}.\n\n{article.text}" for article in law.articles
    )
    hints = Hints(country="xa", language=language, title=law.title)
    document = take_in(f"{law.title}\n\n{text}\n".encode(), "law.txt", hints).document
    read = comparable_law(document, law.law, law.version)
    assert [article.num for article in read.articles] == [a.num for a in law.articles]
    after = found_in(read)
    assert differences(verdicts(found(language)), verdicts(after)) == {}


@pytest.mark.shared
@pytest.mark.parametrize("key", ["uy-ley-19643", "ug-act-7-2009"])
def test_accents_and_capitals_change_no_verdict_of_a_real_law(shared: Path, key: str) -> None:
    law = gold_laws(shared / "gold" / "verdicts", shared / "laws", 10**8).laws[key]
    before = verdicts(found_in(law))
    assert differences(before, verdicts(found_in(rewritten(law, unaccented)))) == {}
    assert differences(before, verdicts(found_in(rewritten(law, str.upper)))) == {}
