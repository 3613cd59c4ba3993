"""Answers of the API: JSON with an ETag, and where the next part of a list is."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for


def json_answer(payload: Mapping[str, Any]) -> Response:
    """``payload`` as JSON; 304 where the reader has it already.

    The ETag is weak: it stands for what is said, compressed or not.
    """
    data = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    answer = Response(data, mimetype="application/json")
    answer.set_etag(hashlib.sha256(data).hexdigest()[:32], weak=True)
    answer.cache_control.no_cache = True  # kept, and asked for again with its ETag
    answer.vary.add("Accept-Language")
    if payload.get("next"):
        answer.headers["Link"] = f'<{payload["next"]}>; rel="next"'
    answer.make_conditional(request)
    return answer


def next_page(total: int, offset: int, limit: int) -> str | None:
    """The address of what comes after this page of a list of ``total``; None at its end."""
    return same_address(offset=offset + limit) if offset + limit < total else None


def same_address(**changed: Any) -> str:
    """The address that was asked for with other values of some parameters."""
    values: dict[str, Any] = {**request.args.to_dict(flat=False), **(request.view_args or {})}
    return url_for(request.endpoint or "", **{**values, **changed})
