"""Why an article answers a question asked across languages: the expressions that it says."""

from collections.abc import Iterator, Sequence
from typing import Final

from i18n.terms import concept_of
from search.analysis import Forms, Word, forms, words
from search.model import MatchedAs
from search.query_tree import AndNode, Node, PhraseNode, TranslatedNode, WordNode, children
from search.schema import phrase_words

_READ: Final = 100_000  # characters of an article looked through

Phrase = Sequence[tuple[str, int]]  # stems with their distances from the first


class Reasons:
    """Finds expressions of the concepts of a query in articles of one language."""

    def __init__(self, root: Node, language: str) -> None:
        self._language = language
        self._asked = [
            (concept, phrase)
            for concept, expression in _asked(root, language)
            if (phrase := phrase_words(expression, language, exact=False))
        ]

    def found_in(self, *texts: str) -> tuple[MatchedAs, ...]:
        """The expressions in ``texts``, each as first printed there, in the query's order."""
        if not self._asked:
            return ()
        read = [(text[:_READ], self._read(text[:_READ])) for text in texts]
        found: dict[MatchedAs, None] = {}
        for concept, phrase in self._asked:
            printed = (_printed(text, forms_there, phrase) for text, forms_there in read)
            if (expression := next(filter(None, printed), None)) is not None:
                found[MatchedAs(concept, expression)] = None
        return tuple(found)

    def _read(self, text: str) -> list[tuple[Word, Forms]]:
        return [(word, forms(word.raw, self._language)) for word in words(text)]


def _asked(node: Node, language: str) -> Iterator[tuple[str, str]]:
    """(concept, expression) of all that is looked for in ``language``, as typed or translated."""
    if isinstance(node, TranslatedNode):
        for concept in node.concepts:
            yield concept, _typed(node.typed)
            said = {one.text for one in concept_of(concept).expressions.get(language, ())}
            for said_in, expression in node.elsewhere:
                if said_in == language and expression in said:
                    yield concept, expression
    for child in children(node):
        yield from _asked(child, language)


def _typed(node: Node) -> str:
    match node:
        case WordNode(raw):
            return raw
        case PhraseNode(text):
            return text
        case AndNode(below):
            return " ".join(map(_typed, below))
        case _:
            return ""


def _printed(text: str, read: Sequence[tuple[Word, Forms]], phrase: Phrase) -> str | None:
    """The first place of ``phrase`` in ``text``, as printed; None where it does not stand."""
    stems = [form.stem for _, form in read]
    last = phrase[-1][1]
    for start in range(len(stems) - last):
        if all(stems[start + distance] == stem for stem, distance in phrase):
            return " ".join(text[read[start][0].start : read[start + last][0].end].split())
    return None
