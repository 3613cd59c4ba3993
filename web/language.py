"""The language of the interface: the first step of every path, and nothing else.

One catalogue serves command line and web (``i18n.catalogues``); Flask-Babel reads it
through a Domain of its own instead of searching for compiled files.
"""

from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from babel.support import NullTranslations
from flask import Blueprint, Flask, current_app, g, redirect, request, url_for
from flask_babel import Babel, Domain  # type: ignore[import-untyped]
from werkzeug.wrappers import Response

from i18n.catalogues import translations
from i18n.languages import DEFAULT_LANGUAGE, KNOWN_LANGUAGES, Language
from i18n.messages import Message

# The path's first step. Its name differs from the query's ``language``, a law's language.
LANGUAGE_STEP: Final = f"/<any({','.join(KNOWN_LANGUAGES)}):interface>"

# How dates and numbers are written: 18 March 2021 is read the same everywhere.
_LOCALES: Final = MappingProxyType({"en": "en_GB", "es": "es"})


class _CatalogueDomain(Domain):  # type: ignore[misc]  # flask_babel has no types
    """Flask-Babel's view of the project's own catalogues."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of the language that this request is answered in."""
        return translations(interface_language())


class _CatalogueBabel(Babel):  # type: ignore[misc]  # the same
    """Flask-Babel with the project's own catalogues as its only domain."""

    domain_instance = _CatalogueDomain()


def interface_language() -> str:
    """The language (ISO 639-1) that this request is answered in.

    The path decides; a path without a language leaves it to ``Accept-Language``.
    """
    if "interface" not in g:
        first_step = request.path.split("/", 2)[1]
        g.interface = first_step if first_step in KNOWN_LANGUAGES else accepted_language()
    language: str = g.interface
    return language


def accepted_language() -> str:
    """The known language that the browser's owner prefers; English when none."""
    return request.accept_languages.best_match(list(KNOWN_LANGUAGES)) or DEFAULT_LANGUAGE


def in_interface_language(message: Message) -> str:
    """``message`` in the language of this request."""
    return message.in_language(interface_language())


def same_place_in(language: Language) -> str:
    """The address of this very page in ``language``: path and query stay as they are.

    A path without a language (a page of errors) leads to the home page.
    """
    _, first_step, *rest = request.path.split("/", 2)
    if first_step not in KNOWN_LANGUAGES:
        return f"/{language.code}/"
    place = f"/{language.code}/{quote(''.join(rest))}"
    query = request.query_string.decode("latin-1")
    return f"{place}?{query}" if query else place


def choose_language() -> Response:
    """To the home page in the language that the browser's owner prefers."""
    answer = redirect(url_for("home.home", interface=accepted_language()))
    answer.vary.add("Accept-Language")
    return answer


def pages(name: str, module: str) -> Blueprint:
    """A blueprint whose pages exist in every language, under ``/{language}``."""
    blueprint = Blueprint(name, module, url_prefix=LANGUAGE_STEP)
    blueprint.url_value_preprocessor(_take_language_from_path)
    return blueprint


def install_languages(app: Flask) -> None:
    """Gives ``app`` its languages: its catalogue, its links and its front door."""
    _CatalogueBabel(app, locale_selector=lambda: _LOCALES[interface_language()])
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.filters["message"] = in_interface_language
    app.add_url_rule("/", "choose_language", choose_language)
    app.url_defaults(_put_language_into_links)
    app.after_request(_say_language)


def _take_language_from_path(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.interface = (values or {}).pop("interface", DEFAULT_LANGUAGE)


def _put_language_into_links(endpoint: str, values: dict[str, Any]) -> None:
    if current_app.url_map.is_endpoint_expecting(endpoint, "interface"):
        values.setdefault("interface", interface_language())


def _say_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.content_language.add(interface_language())
        if request.path.split("/", 2)[1] not in KNOWN_LANGUAGES:
            response.vary.add("Accept-Language")
    return response
