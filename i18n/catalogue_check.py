"""Whether every sentence in the sources has its translation, and nothing else has.

``python -m i18n.catalogue_check`` prints what is stale, missing or doubtful and leaves
with 1 when there is any; ``--update`` first brings the catalogues up to the sources,
leaving new sentences empty for a translator.
"""

import datetime
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from i18n.catalogues import CATALOGUE_FOLDER
from i18n.languages import DEFAULT_LANGUAGE, KNOWN_LANGUAGES

PROJECT: Final = Path(__file__).parents[1]
ROOMS: Final = ("corpus", "i18n", "milex", "search", "web")
LINE_WIDTH: Final = 96

# Functions that take a sentence, and which of their arguments it is; None is the first.
KEYWORDS: Final = {
    "Message": None,
    "Counted": (1, 2),
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}


def sentences(project: Path = PROJECT) -> Catalog:
    """Every sentence of the sources under ``project``, with the files that say it."""
    with (Path(__file__).parent / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    found = Catalog(project="MILEX", charset="utf-8")
    extracted = extract_from_dir(
        project,
        method_map=methods,
        options_map=options,
        keywords=KEYWORDS,
        directory_filter=lambda folder: _is_ours(Path(folder), project),
    )
    for file_name, _line, sentence, _comments, context in extracted:
        found.add(sentence, locations=[(Path(file_name).as_posix(), 0)], context=context)
    return found


def catalogue_path(language: str) -> Path:
    """Where the catalogue of ``language`` (ISO 639-1) lives."""
    return CATALOGUE_FOLDER / language / "LC_MESSAGES" / "milex.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of ``language``; an empty one where there is no file yet."""
    path = catalogue_path(language)
    if not path.is_file():
        return Catalog(
            locale=language,
            project="MILEX",
            header_comment="# Sentences of MILEX; i18n/catalogue_check.py keeps this file.",
            last_translator="MILEX",
            language_team="MILEX",
            msgid_bugs_address="MILEX",
            revision_date=datetime.datetime.now(datetime.UTC),
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as source:
        return read_po(source, locale=language)


def updated(catalogue: Catalog, template: Catalog) -> Catalog:
    """``catalogue`` with exactly the sentences of ``template``; new ones are empty."""
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """``catalogue`` as the text of its file: sorted, so that changes read well."""
    buffer = BytesIO()
    write_po(
        buffer,
        catalogue,
        width=LINE_WIDTH,
        sort_output=True,
        include_lineno=False,
        omit_header=False,
    )
    return buffer.getvalue()


def complaints(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """What is wrong with ``catalogue``, a line each; nothing when all is well."""
    for entry in template:
        if entry.id and entry.id not in catalogue:
            yield f"not in the catalogue: {_shown(entry)}"
    for entry in catalogue:
        if not entry.id:
            continue
        if entry.id not in template:
            yield f"no longer in the sources: {_shown(entry)}"
        elif not all(_forms(entry)):
            yield f"without a translation: {_shown(entry)}"
        elif entry.fuzzy:
            yield f"fuzzy: {_shown(entry)}"
        else:
            for error in entry.check(catalogue):
                yield f"{error}: {_shown(entry)}"


def main(arguments: Sequence[str]) -> int:
    """Checks every catalogue, with ``--update`` after bringing it up to the sources."""
    template = sentences()
    wrong = 0
    for language in KNOWN_LANGUAGES:
        if language == DEFAULT_LANGUAGE:
            continue
        catalogue = read_catalogue(language)
        if "--update" in arguments:
            path = catalogue_path(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_po(updated(catalogue, template)))
            catalogue = read_catalogue(language)
        for complaint in complaints(catalogue, template):
            sys.stdout.write(f"{language}: {complaint}\n")
            wrong += 1
    return 1 if wrong else 0


def _is_ours(folder: Path, project: Path) -> bool:
    steps = folder.relative_to(project).parts
    return not steps or (steps[0] in ROOMS and "__pycache__" not in steps)


def _forms(entry: Message) -> tuple[str, ...]:
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ("",))


def _shown(entry: Message) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
