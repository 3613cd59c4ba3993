"""Message catalogues, read from their ``.po`` files.

Catalogues are compiled in memory at first use, so no binary file can go stale.
"""

import io
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

CATALOGUE_FOLDER: Final = Path(__file__).parent / "locales"


@cache
def translations(language: str) -> Translations:
    """The catalogue of ``language`` (ISO 639-1).

    A language without a catalogue (English, the language of the sources, or an
    unknown one) gives an empty catalogue that returns each sentence unchanged.
    """
    path = CATALOGUE_FOLDER / language / "LC_MESSAGES" / "milex.po"
    if not path.is_file():
        return Translations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
