"""Which of the known languages a text is in, by its function words."""

import re
from collections import Counter
from typing import Final

from corpus.grammar import load_grammar
from i18n.languages import DEFAULT_LANGUAGE, KNOWN_LANGUAGES

_SAMPLE: Final = 60_000  # characters looked at
_WORD: Final = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the known language that ``text`` is in; English where none shows."""
    found = Counter(text[:_SAMPLE].lower().split())
    counts = {
        code: sum(found[word] for word in load_grammar(code).stopwords) for code in KNOWN_LANGUAGES
    }
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else DEFAULT_LANGUAGE


def is_foreign(line: str, language: str) -> bool:
    """Whether ``line`` has more function words of another language than of ``language``."""
    grammar = load_grammar(language)
    found = [word.lower() for word in _WORD.findall(line)]
    own = sum(word in grammar.stopwords for word in found)
    return any(
        sum(word in words for word in found) > own for words in grammar.other_languages.values()
    )
