"""A text letter by letter as words are compared: each character stands where it stood.

Folding a text word by word takes longer than looking for a word in it; this folds all of
it at once, so that whatever is found can be marked in the text as printed.
"""

import re
from typing import Final

from search.analysis import fold

_NO_LETTER: Final = " "
# A mark that belongs to the word before it and is no part of what is compared.
_MARK: Final = "\x00"
_LETTER: Final = re.compile(r"[^\W_]")
_COMBINING: Final = re.compile("[\u0300-\u036f]")
_BEYOND_LATIN: Final = re.compile("[^\x00-\xff]")


def folded(text: str) -> str:
    """``text`` in lower case without accents, a space for all that is no letter or digit.

    As long as ``text``. ñ stays; ordinal marks become a character that ``bare`` takes out.
    """
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        text = _BEYOND_LATIN.sub(lambda found: _folding[found[0]], text)
        try:
            data = text.encode("latin-1")
        except UnicodeEncodeError:  # letters of other alphabets
            return "".join(map(_folding.__getitem__, text))
    return data.translate(_LATIN).decode("latin-1")


def bare(word: str) -> str:
    """A word of ``folded`` as it is compared."""
    return word.replace(_MARK, "")


class _Folding(dict[str, str]):
    """One character → what stands for it."""

    def __missing__(self, character: str) -> str:
        if _COMBINING.match(character):
            found = _MARK
        elif not _LETTER.match(character):
            found = _NO_LETTER
        else:
            letter = fold(character)
            found = letter if len(letter) == 1 else character if letter else _MARK
        self[character] = found
        return found


_folding: Final = _Folding()
_LATIN: Final = "".join(_folding[chr(code)] for code in range(256)).encode("latin-1")
