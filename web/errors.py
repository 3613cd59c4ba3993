"""Errors as pages, and as JSON below ``/api/``: the tree of exceptions on statuses.

An answer says in the reader's language what happened and where to go on; it never shows
a trace, a path of this machine or where the database is.
"""

import json
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, current_app, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, SecurityError

from i18n.errors import MilexError
from i18n.messages import Message
from milex.errors import ComparisonsNotReady, DatabaseUnusable, NotFound
from search.errors import SearchError
from web.language import in_interface_language, interface_language

API: Final = "/api/"  # below it errors are JSON


class InvalidParameter(MilexError):
    """A parameter of an address outside its accepted form."""


# The first row that the error is an instance of; everything else is our own fault: 500.
STATUS_OF_ERROR: Final = (
    (InvalidParameter, HTTPStatus.BAD_REQUEST),
    (NotFound, HTTPStatus.NOT_FOUND),
    (SearchError, HTTPStatus.SERVICE_UNAVAILABLE),
    (DatabaseUnusable, HTTPStatus.SERVICE_UNAVAILABLE),
    (ComparisonsNotReady, HTTPStatus.SERVICE_UNAVAILABLE),
)

_PLACES: Final = frozenset({"url", "folder", "path", "reason"})

_ANY_TITLE: Final = Message("This request cannot be answered")
_TITLES: Final = {
    HTTPStatus.NOT_FOUND: Message("This page is not here"),
    HTTPStatus.TOO_MANY_REQUESTS: Message("Too many requests in a short time"),
    HTTPStatus.INTERNAL_SERVER_ERROR: Message("Something went wrong here"),
    HTTPStatus.SERVICE_UNAVAILABLE: Message("The database is not ready"),
}
_SENTENCES: Final = {
    HTTPStatus.BAD_REQUEST: Message("The address or the form that arrived is damaged."),
    HTTPStatus.NOT_FOUND: Message("Nothing here has the address that was asked for."),
    HTTPStatus.METHOD_NOT_ALLOWED: Message("This address can only be read, not written to."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Message("More was sent than any form here takes."),
    HTTPStatus.TOO_MANY_REQUESTS: Message(
        "This address has asked for many searches or comparisons within a minute; wait a minute "
        "and ask again."
    ),
}
_OTHER_NAME: Final = Message(
    "This site does not answer to the name in that address; whoever runs it can add the name "
    "to MILEX_ALLOWED_HOSTS."
)
_OUR_FAULT: Final = Message(
    "The fault is ours and has been written to the server's log. Nothing was changed."
)


def install_errors(app: Flask) -> None:
    """Every error of ``app`` becomes a page with its status."""
    app.register_error_handler(MilexError, _page_of_ours)
    app.register_error_handler(HTTPException, _page_of_http)


def _page_of_ours(error: MilexError) -> ResponseReturnValue:
    status = next(
        (status for kind, status in STATUS_OF_ERROR if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s: %s", type(error).__name__, error)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return _answer(status, _without_places(error.message)), status
    return _answer(status, error.message), status


def _without_places(message: Message) -> Message:
    """``message`` with an ellipsis for where things are and for what the system said.

    The whole sentence is in the log.
    """
    values = {
        name: "…" if name in _PLACES or (isinstance(value, str) and _is_place(value)) else value
        for name, value in message.values.items()
    }
    return Message(message.template, **values)


def _is_place(value: str) -> bool:
    return value.startswith("/") or "://" in value or ":\\" in value


def _page_of_http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error  # a redirect of the router
    status = HTTPStatus(error.code)
    headers = [(k, v) for k, v in error.get_headers() if k.lower() not in {"content-type"}]
    sentence = _OTHER_NAME if isinstance(error, SecurityError) else _SENTENCES.get(status)
    return _answer(status, sentence), status, headers


def _answer(status: HTTPStatus, sentence: Message | None) -> str | Response:
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        sentence = _OUR_FAULT
    if request.path.startswith(API):
        failed = error_json(status, sentence or _TITLES.get(status, _ANY_TITLE))
        return Response(json.dumps(failed, ensure_ascii=False), mimetype="application/json")
    if request_ctx.url_adapter is None:  # the Host header is damaged; our links need none
        request_ctx.url_adapter = current_app.url_map.bind("localhost")
    return render_template(
        "error.html",
        status=int(status),
        title=_TITLES.get(status, _ANY_TITLE),
        sentence=sentence,
    )


def error_json(status: HTTPStatus, sentence: Message) -> dict[str, Any]:
    """``{"error": {"status", "message", "language"}}``: one sentence, in the reader's language."""
    message = in_interface_language(sentence)
    return {"error": {"status": int(status), "message": message, "language": interface_language()}}
