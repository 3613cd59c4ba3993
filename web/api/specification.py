"""What describes the API and checks its parameters: spectree, with our sentences."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import flask
from flask import Blueprint, request
from pydantic import ValidationError
from spectree import Response, SpecTree
from spectree.plugins.flask_plugin import FlaskPlugin

from i18n.messages import Message
from web.api.shapes import Failed
from web.errors import InvalidParameter

PREFIX: Final = "/api/v1"

# What a parameter takes, by its name in the address.
ACCEPTED: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "after": Message("the id of the law that the page before ended with"),
        "across": Message("true, to find the other language's words too, or false"),
        "by": Message("the way of comparing: country or law of a matrix, article or provision"),
        "by_law": Message("true, to group the articles by law, or false"),
        "checklist": Message("the id of a checklist"),
        "country": Message("the two letters of ISO 3166-1, such as py"),
        "from": Message("a year from 1500 to 2200"),
        "group": Message("the id of a group of provisions, such as A"),
        "kind": Message("a kind of law, such as ley, decreto or act"),
        "language": Message("the two letters of ISO 639-1, such as es"),
        "law": Message("the id of a law, such as py/ley/4788-2012, with @version for one version"),
        "limit": Message("a whole number from 1 to 100"),
        "offset": Message("a whole number from 0 to 100000"),
        "on": Message("a day, such as 2020-12-31"),
        "q": Message("words to look for, at most 500 characters"),
        "sort": Message("relevance or date"),
        "status": Message("a status of a law, such as in_force or repealed"),
        "to": Message("a year from 1500 to 2200"),
        "topic": Message("a topic, such as trafficking"),
        "version": Message("the name of a version, such as 2016-05-01"),
    }
)


class _Plugin(FlaskPlugin):
    """Checks what is asked, not what is answered: tests do that, and readers do not wait."""

    def validate_response(self, resp: Any, *_: Any, **__: Any) -> tuple[flask.Response, None]:
        return flask.make_response(resp), None


def _refuse(_request: Any, _response: Any, error: Exception | None, *_: Any) -> None:
    """Says the first thing that is wrong with the parameters.

    Raises:
        InvalidParameter: a parameter that is unknown, missing or outside its accepted form.
    """
    if not isinstance(error, ValidationError):
        return
    first = error.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        raise InvalidParameter(
            Message(
                "There is no parameter ‹%(name)s› at this address; /api/openapi.json lists them.",
                name=_shown(name),
            )
        )
    accepted = ACCEPTED.get(name, Message("what /api/openapi.json says"))
    if first["type"] == "missing":
        raise InvalidParameter(
            Message(
                "The parameter %(name)s is missing; it takes %(accepted)s.",
                name=name,
                accepted=accepted,
            )
        )
    raise InvalidParameter(
        Message(
            "‹%(value)s› is no value of %(name)s; it takes %(accepted)s.",
            value=_shown(", ".join(request.args.getlist(name))),
            name=name,
            accepted=accepted,
        )
    )


def _shown(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:60]}…"


specification: Final = SpecTree(
    backend=_Plugin,
    mode="strict",
    path="openapi",  # no route is asked there: web.api.description serves what is described
    title="MILEX",
    version="1",
    description=(
        "Migration and anti-trafficking laws, searched and compared with checklists. What a "
        "comparison says is a program's proposal for a person to confirm. Errors and labels "
        "come in the language that Accept-Language asks for: en or es."
    ),
    before=_refuse,
    validation_error_status=400,
    validation_error_model=Failed,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    page_templates={},
    annotations=True,
)


def api_part(name: str, module: str) -> Blueprint:
    """A blueprint of the API."""
    return Blueprint(f"api_{name}", module, url_prefix=PREFIX)


def answers(model: type, *, may_be_missing: bool = True) -> Response:
    """What an operation may answer: ``model``, not modified, and errors."""
    codes: dict[str, Any] = {
        "HTTP_200": model,
        "HTTP_304": None,
        "HTTP_400": Failed,
        "HTTP_429": Failed,
        "HTTP_503": Failed,
    }
    if may_be_missing:
        codes["HTTP_404"] = Failed
    return Response(**codes)
