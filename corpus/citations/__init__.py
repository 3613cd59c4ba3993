"""Citations in a text, and what they lead to: find → parse → resolve.

``find`` sees where an article or a law is named, ``parse`` reads numbers and whose they
are, ``resolve`` gives the target. What is in doubt stays plain text: a wrong link in a
law is worse than none. The words are in ``corpus/grammar/citations.yaml``. This package
knows text and numbers, not documents; ``corpus.annotation`` walks those.
"""

from corpus.citations.cited import Citation, CitedLaw
from corpus.citations.finding import find
from corpus.citations.naming import NO_NAMES, Names, names_in
from corpus.citations.parsing import parse
from corpus.citations.resolving import Place, Series, key_of, resolve
from corpus.citations.rules import citation_languages, rules_of

__all__ = [
    "NO_NAMES",
    "Citation",
    "CitedLaw",
    "Names",
    "Place",
    "Series",
    "amends",
    "citation_languages",
    "citations",
    "cites",
    "key_of",
    "names_in",
    "resolve",
]


def cites(text: str, language: str, names: Names = NO_NAMES) -> bool:
    """Whether anything in ``text`` may be a citation; much faster than ``citations``."""
    lowered = text.lower()
    return any(hint in lowered for hint in rules_of(language).hints) or names.occur_in(lowered)


def amends(text: str, language: str) -> bool:
    """Whether ``text`` changes another law, so that its bare numbers may be of that law."""
    return rules_of(language).amending.search(text.lower()) is not None


def citations(text: str, language: str, names: Names = NO_NAMES) -> tuple[Citation, ...]:
    """The citations in ``text``, in its order; ``language`` is ``en`` or ``es``.

    ``names`` are what the document of the text calls the laws that it cites.
    """
    rules = rules_of(language)
    return tuple(parse(text, find(text, rules, names), rules))
