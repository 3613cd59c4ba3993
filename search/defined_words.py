"""The words that an article defines, for a search that looks for what a word means."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.definitions import defined_in, introduces, is_heading
from i18n.languages import KNOWN_LANGUAGES

_LONGEST_LINE: Final = 4_000  # characters looked through; definitions stand at the beginning
_LABEL: Final = re.compile(r"\s*[(\[]?(?:\d{1,3}|[^\W\d_]{1,4})[.)°º\]]+[-–—.]?\s+")


def defined_words(heading: str, text: str, language: str) -> Iterator[str]:
    """The words defined in ``text``, one block a line; none in a language without rules."""
    if language not in KNOWN_LANGUAGES:
        return
    is_listed = is_heading(heading, language)
    for line in text.split("\n"):
        label = _LABEL.match(line)
        block = line[label.end() if label else 0 :][:_LONGEST_LINE]
        for defined in defined_in(block, language, is_listed=is_listed):
            for start, end in defined.terms:
                yield block[start:end]
        is_listed = is_listed or introduces(block, language)
