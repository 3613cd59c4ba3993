"""A law as a file: the canonical Akoma Ntoso XML, or its plain text."""

from typing import Final

from flask import Response

from milex.reports.law_text import law_text
from web.language import pages
from web.law import LAW_STEPS, law_id_of, version_asked_for
from web.workspace import workspace

blueprint = pages("downloads", __name__)

# extension and media type by form
_FORMS: Final = {
    "akn": ("xml", "application/akn+xml; charset=utf-8"),
    "txt": ("txt", "text/plain; charset=utf-8"),
}


@blueprint.get(f"{LAW_STEPS}/download/<any({','.join(_FORMS)}):form>")
def download(country: str, kind: str, name: str, form: str) -> Response:
    """A version as a file to keep.

    Raises:
        NotFound: no such law or version.
    """
    law_id = law_id_of(country, kind, name)
    library = workspace().library
    version = version_asked_for() or library.law(law_id).version
    if form == "akn":
        data = library.xml(law_id, version)
    else:
        data = law_text(library.document(law_id, version)).encode("utf-8")
    extension, media_type = _FORMS[form]
    answer = Response(data, content_type=media_type)
    file_name = f"{law_id.replace('/', '-')}_{version}.{extension}"
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    return answer
