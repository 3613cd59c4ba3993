"""Errors as pages: the tree of exceptions on statuses, in the reader's language.

A page of errors says what happened and where to go on; it never shows a trace.
"""

from http import HTTPStatus
from typing import Final

from flask import Flask, current_app, render_template
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from i18n.errors import MilexError
from i18n.messages import Message
from milex.errors import DatabaseUnusable, NotFound
from search.errors import SearchError

# The first row that the error is an instance of; everything else is our own fault: 500.
STATUS_OF_ERROR: Final = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (SearchError, HTTPStatus.SERVICE_UNAVAILABLE),
    (DatabaseUnusable, HTTPStatus.SERVICE_UNAVAILABLE),
)

_ANY_TITLE: Final = Message("This request cannot be answered")
_TITLES: Final = {
    HTTPStatus.NOT_FOUND: Message("This page is not here"),
    HTTPStatus.INTERNAL_SERVER_ERROR: Message("Something went wrong here"),
    HTTPStatus.SERVICE_UNAVAILABLE: Message("The database is not ready"),
}
_SENTENCES: Final = {
    HTTPStatus.BAD_REQUEST: Message("The address or the form that arrived is damaged."),
    HTTPStatus.NOT_FOUND: Message("Nothing here has the address that was asked for."),
    HTTPStatus.METHOD_NOT_ALLOWED: Message("This address can only be read, not written to."),
}
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
    return _page(status, error.message), status


def _page_of_http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error  # a redirect of the router
    status = HTTPStatus(error.code)
    headers = [(k, v) for k, v in error.get_headers() if k.lower() not in {"content-type"}]
    return _page(status, _SENTENCES.get(status)), status, headers


def _page(status: HTTPStatus, sentence: Message | None) -> str:
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        sentence = _OUR_FAULT
    if request_ctx.url_adapter is None:  # the Host header is damaged; our links need none
        request_ctx.url_adapter = current_app.url_map.bind("localhost")
    return render_template(
        "error.html",
        status=int(status),
        title=_TITLES.get(status, _ANY_TITLE),
        sentence=sentence,
    )
