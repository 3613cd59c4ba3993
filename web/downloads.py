"""A law as a file to keep, in every form that ``milex.exports`` writes."""

from flask import Response

from milex.exports.forms import FORMS, exported
from milex.records import LawSummary
from milex.reports.links import Links
from web.language import interface_language, pages
from web.law import LAW_STEPS, law_id_of, version_asked_for
from web.workspace import workspace

blueprint = pages("downloads", __name__)


@blueprint.get(f"{LAW_STEPS}/download/<any({','.join(FORMS)}):form>")
def download(country: str, kind: str, name: str, form: str) -> Response:
    """A version as a file to keep.

    Raises:
        NotFound: no such law or version.
    """
    law = workspace().library.law(law_id_of(country, kind, name), version_asked_for())
    language = interface_language()
    links = Links(workspace().settings.site_url, language)
    key = (law.law, law.version, law.xml_sha256, form, language)
    data = workspace().files.get(key, lambda: _made(law, form, links))
    answer = Response(data, content_type=FORMS[form].media_type)
    file_name = f"{law.law.replace('/', '-')}_{law.version}.{FORMS[form].extension}"
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    return answer


def _made(law: LawSummary, form: str, links: Links) -> bytes:
    library = workspace().library
    return exported(library, law.law, law.version, form, links.language, links.law(law))
