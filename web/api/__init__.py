"""The JSON API under ``/api/v1/``; its description is ``/api/openapi.json``.

Every answer has the shape that the command line prints for the same question. Lists say
their ``total`` and the address of what comes ``next``; every answer has an ETag; an error
is one sentence in the language that ``Accept-Language`` asks for.
"""

from typing import Final

from web.api import articles, checklists, comparisons, description, laws, searching, states

blueprints: Final = (
    laws.blueprint,
    articles.blueprint,
    searching.blueprint,
    checklists.blueprint,
    comparisons.blueprint,
    states.blueprint,
    description.blueprint,
)
