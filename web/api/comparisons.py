"""Laws against checklists, and against one another."""

from flask import Response

from i18n.messages import Message
from milex.records import LawSummary
from milex.reports.articles_diff import articles_diff, articles_diff_json
from milex.reports.comparison import comparison_json
from milex.reports.provisions_diff import provisions_diff, provisions_diff_json
from web.api.answering import json_answer
from web.api.asking import AskedComparison, AskedDifference
from web.api.comparison_shapes import ComparisonShown, Difference
from web.api.specification import answers, api_part, specification
from web.errors import InvalidParameter
from web.law import LAW_STEPS, law_id_of
from web.workspace import workspace

blueprint = api_part("comparisons", __name__)


@blueprint.get(f"{LAW_STEPS}/comparison/<checklist_id>")
@specification.validate(resp=answers(ComparisonShown), tags=["comparisons"])
def comparison(
    country: str, kind: str, name: str, checklist_id: str, query: AskedComparison
) -> Response:
    """Compare a law with a checklist.

    *Absent* speaks of this instrument only: another law of the State may provide for it.
    """
    found = workspace().compare(
        law_id_of(country, kind, name), checklist_id, query.group, query.version
    )
    return json_answer(comparison_json(found))


@blueprint.get("/compare")
@specification.validate(resp=answers(Difference), tags=["comparisons"])
def compare(query: AskedDifference) -> Response:
    """Lay two laws side by side, article by article or provision by provision.

    Two versions of one law are compared by article where nothing else is said, two laws by
    provision.
    """
    (law, version), (other, other_version) = map(_named, query.law)
    before = workspace().library.law(law, version)
    after = workspace().library.law(other, other_version)
    by = query.by or ("article" if before.law == after.law else "provision")
    if by == "article":
        return json_answer(_by_article(before, after, query))
    asked = (query.checklist, query.group)
    sides = [
        (side, workspace().compared(side.law, *asked, version=side.version))
        for side in (before, after)
    ]
    checklist = workspace().checklist(query.checklist)
    return json_answer(provisions_diff_json(provisions_diff(sides[0], sides[1], checklist)))


def _by_article(before: LawSummary, after: LawSummary, query: AskedDifference) -> dict[str, object]:
    """Two laws of one language, article by article.

    Raises:
        InvalidParameter: the laws are in different languages, or a checklist is asked for.
    """
    if query.checklist is not None or query.group is not None:
        raise InvalidParameter(
            Message("The parameters checklist and group belong to by=provision.")
        )
    if before.language != after.language:
        raise InvalidParameter(
            Message(
                "%(before)s and %(after)s are in different languages, so their articles have no "
                "words in common; compare them with by=provision.",
                before=before.law,
                after=after.law,
            )
        )
    library = workspace().library
    found = articles_diff(
        (before, library.comparable(before.law, before.version)),
        (after, library.comparable(after.law, after.version)),
    )
    return articles_diff_json(found)


def _named(written: str) -> tuple[str, str | None]:
    law, _, version = written.partition("@")
    return law, version or None
