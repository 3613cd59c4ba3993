"""The description of the API as OpenAPI 3.1."""

from flask import Blueprint, Response

from web.api.answering import json_answer
from web.api.specification import specification

blueprint = Blueprint("api_description", __name__)


@blueprint.get("/api/openapi.json")
def description() -> Response:
    """What may be asked of the API, and what it answers."""
    return json_answer(specification.spec)
