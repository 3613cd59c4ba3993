"""What every template may use: names for codes, links to laws, addresses of our files."""

import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import quote

from babel import Locale
from babel.dates import format_skeleton
from flask import Flask, request, url_for
from flask_babel import format_date  # type: ignore[import-untyped]

from corpus.checklists.model import LEVELS
from corpus.checklists.patterns import fold
from corpus.identifiers import UNDATED
from corpus.jurisdictions import jurisdiction_name
from corpus.model import Article, Quotation
from corpus.topics import load_topics
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message
from milex.comparator.model import VERDICTS
from milex.records import LawSummary
from milex.reports import meanings, words
from web import reference_wording, wording
from web.language import interface_language, same_place_in
from web.parameters import LONGEST_QUERY

PLACEHOLDER: Final = "-here-"  # in an address, where another value will stand
_STATIC: Final = Path(__file__).parent / "static"
_VERSION: Final = re.compile(rf"(\d{{4}}-\d\d-\d\d|{UNDATED})(?:-(\d+))?")  # day, place in it
_Row = TypeVar("_Row", bound=Any)
_NAMES: Final[Mapping[str, Mapping[Any, Message]]] = {
    "verdict_name": words.VERDICT_WORDS,
    "verdict_meaning": meanings.VERDICT_MEANINGS,
    "level_name": words.LEVEL_WORDS,
    "level_meaning": meanings.LEVEL_MEANINGS,
    "status_name": meanings.STATUS_NAMES,
    "language_name": wording.LANGUAGE_NAMES,
    "rule_name": wording.RULE_NAMES,
    "scope_name": wording.SCOPE_NAMES,
    "role_name": wording.ROLE_NAMES,
    "review_name": wording.REVIEW_NAMES,
    "near_miss_reason": words.MISS_WORDS,
    "state_verdict_name": words.COUNTRY_VERDICT_WORDS,
    "basis_name": words.BASIS_WORDS,
    "form_name": wording.FORM_NAMES,
    "divergence_name": words.DIVERGENCE_WORDS,
    **reference_wording.NAMES,
}


def install_presentation(app: Flask) -> None:
    """Puts names, links and tests into the templates of ``app``."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        article_address=article_address,
        asset=asset,
        country_name=country_name,
        known_languages=tuple(KNOWN_LANGUAGES.values()),
        law_url=law_url,
        longest_query=LONGEST_QUERY,
        same_place_in=same_place_in,
        position_signs=reference_wording.POSITION_SIGNS,
        topic_name=topic_name,
        verdict_symbols=words.VERDICT_SYMBOLS,
        verdicts=VERDICTS,
        levels=LEVELS,
    )
    app.context_processor(lambda: {"interface": interface_language()})
    for name, names in _NAMES.items():
        app.jinja_env.filters[name] = _namer(names)
    app.jinja_env.filters["opening"] = opening
    app.jinja_env.filters["confidence_name"] = confidence_name
    app.jinja_env.filters["version_name"] = version_name
    app.jinja_env.filters["language_of_laws"] = language_of_laws
    app.jinja_env.filters["day_name"] = day_name
    app.jinja_env.filters["sort_by_country_name"] = sort_by_country_name
    app.jinja_env.filters["sort_codes_by_name"] = sort_codes_by_name
    app.jinja_env.tests["article"] = lambda value: isinstance(value, Article)
    app.jinja_env.tests["quotation"] = lambda value: isinstance(value, Quotation)


def country_name(code: str) -> str:
    """The country's name in the language of this request."""
    return jurisdiction_name(code, interface_language())


def sort_by_country_name(rows: Iterable[_Row], attribute: str | int = "country") -> list[_Row]:
    """``rows`` by the name of the country whose code is their ``attribute``, accents ignored."""

    def key(row: _Row) -> str:
        code = row[attribute] if isinstance(attribute, int) else getattr(row, attribute)
        return fold(country_name(code))

    return sorted(rows, key=key)


def sort_codes_by_name(codes: Iterable[str]) -> list[str]:
    """Codes of countries by the countries' names, accents ignored."""
    return sorted(codes, key=lambda code: fold(country_name(code)))


def version_name(name: str) -> str:
    """A version's name as people write it: its day, and its place among those of that day."""
    match = _VERSION.fullmatch(name)
    if match is None:
        return name
    day, place = match.groups()
    words = (
        wording.UNDATED_VERSION.in_language(interface_language())
        if day == UNDATED
        else day_name(day)
    )
    return f"{words} ({place})" if place else words


def language_of_laws(code: str) -> str:
    """The name of any language (ISO 639) in the language of this request, as in a sentence."""
    return str(Locale.parse(interface_language()).languages.get(code, code))


def day_name(day: datetime.date | str) -> str:
    """A day (YYYY-MM-DD) or a month (YYYY-MM) written out; a year as it stands."""
    if not isinstance(day, str):
        return str(format_date(day, "long"))
    if len(day) == len("2000-01"):
        month = datetime.date.fromisoformat(f"{day}-01")
        return str(format_skeleton("yMMMM", month, locale=interface_language()))
    return day_name(datetime.date.fromisoformat(day)) if len(day) > len("2000") else day


def topic_name(slug: str) -> str:
    """The topic's name in the language of this request; an unknown one in its own words."""
    topic = load_topics().get(slug)
    return topic.label[interface_language()] if topic else slug.replace("-", " ")


def law_url(law: str, endpoint: str = "law.law", **values: Any) -> str:
    """The address of ``law`` (``py/ley/4788-2012``), or of a page below it.

    A value that is None is left out of the query.
    """
    country, kind, name = law.split("/", 2)
    return url_for(endpoint, country=country, kind=kind, name=name, **values)


def place_in(pattern: str, placeholder: str = PLACEHOLDER) -> Callable[[str], str]:
    """Gives addresses like ``pattern`` with another value where the placeholder stands.

    For pages that link to some hundred addresses of one kind: making each one anew costs
    more than all the rest of such a page.
    """
    return lambda value: pattern.replace(placeholder, quote(value))


@lru_cache(maxsize=4096)
def _law_address(law: str, version: str | None, interface: str, root: str) -> str:
    """The address of a law; ``root`` is where the application is mounted."""
    return law_url(law, version=version)


def article_address(law: LawSummary, eid: str) -> str:
    """Where an article of the version that ``law`` describes stands."""
    page = _law_address(law.law, shown_version(law), interface_language(), request.script_root)
    return f"{page}#{eid}"


def shown_version(law: LawSummary) -> str | None:
    """The version that links to ``law`` must name; None where it is the current one."""
    return law.version if law.version != law.versions[-1] else None


def asset(name: str) -> str:
    """The address of a file of ours, which changes whenever the file does."""
    return url_for("static", filename=name, v=_fingerprint(name))


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]


def _namer(names: Mapping[Any, Message]) -> Callable[[str], str]:
    return lambda code: wording.name_of(names, code, interface_language())


def confidence_name(share: float) -> str:
    """How sure the machine is, in words of this request's language; ``share`` is in 0..1."""
    return next(
        name.in_language(interface_language())
        for least, name in wording.CONFIDENCE_NAMES
        if share >= least
    )


def opening(text: str) -> str:
    """``text`` with a capital at its start; the rest as it is."""
    return text[:1].upper() + text[1:]
