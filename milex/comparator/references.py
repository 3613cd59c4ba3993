"""What a law has by pointing elsewhere: a treaty's definition, another law, the general law."""

import re
from collections.abc import Iterable
from typing import Final

from corpus.checklists.model import Phrases, Source
from milex.comparator.collecting import View, headed
from milex.comparator.judgement import Hit
from milex.comparator.matching import Span
from milex.comparator.model import Basis
from milex.comparator.reading import ReadArticle

_ARTICLE_WORDS: Final = frozenset(("article", "articles", "articulo", "articulos", "art"))
_NUMBER: Final = re.compile(r"\d+")


def incorporated(view: View) -> list[Hit]:
    """The words by which the law makes a treaty's definition its own, a hit an element.

    A sentence must speak of the provision's subject, say that the meaning is the
    treaty's, and name the treaty, itself or by a word that the law defines so. Where it
    names articles of the treaty, one of them must be the provision's source.
    """
    meaning = view.compiled.numbers(view.compiled.checklist.references.meaning)
    for position, article in view.law.articles_with(meaning):
        if position not in view.open_to:
            continue
        for start, end in article.matches(meaning):
            sentence = article.words.sentence_span(start)
            if _takes(view, position, article, sentence):
                return [
                    Hit(element.name, position, start, end)
                    for element in view.provision.elements
                    if element.role == "evidence"
                ]
    return []


def referred(view: View) -> list[Hit]:
    """Articles whose own heading names what is asked, and whose text refers to another law.

    "Confiscation. The measures of articles 94 and 95 of the Penal Code apply."
    """
    numbers = view.compiled.numbers(view.compiled.checklist.references.other_law)
    return [hit for hit in headed(view, ()) if view.law.articles[hit.article].shows(numbers)]


def basis_of_hits(view: View, hits: Iterable[Hit]) -> Basis:
    """How the words found have it: elsewhere where every sentence of theirs says so."""
    references = view.compiled.checklist.references
    found = [
        (view.law.articles[hit.article], hit)
        for hit in hits
        if view.role(hit) in {"evidence", "narrower"}
    ]
    if found and all(_says(view, references.other_law, *row) for row in found):
        return "by_reference"
    if found and all(_says(view, references.general_law, *row) for row in found):
        return "general_law"
    return "express"


def _says(view: View, phrases: Phrases, article: ReadArticle, hit: Hit) -> bool:
    """Whether the sentence of ``hit`` has one of ``phrases``."""
    sentence = article.words.sentence_span(hit.start)
    return _in_sentence(article, view.compiled.numbers(phrases), sentence)


def _takes(view: View, position: int, article: ReadArticle, sentence: Span) -> bool:
    checklist = view.compiled.checklist
    subjects = [r.text for r in checklist.regimes if r.id in view.provision.regimes]
    if not any(_in_sentence(article, view.compiled.numbers(text), sentence) for text in subjects):
        return False
    return any(
        _is_named(view, source, position, article, sentence)
        for source in view.provision.sources
        if source.instrument in checklist.references.instruments
    )


def _is_named(
    view: View, source: Source, position: int, article: ReadArticle, sentence: Span
) -> bool:
    """Whether the sentence names the source's treaty, and its article if it names any."""
    names = view.compiled.checklist.references.instruments[source.instrument]
    numbers = view.compiled.numbers(names)
    defined = view.law.links.defined(position, sentence)
    if not _in_sentence(article, numbers, sentence) and not any(
        _in_sentence(view.law.articles[where], numbers, span) for where, span in defined
    ):
        return False
    cited = _articles_cited(article, sentence)
    number = _NUMBER.match(source.article)
    return not cited or (number is not None and number[0] in cited)


def _articles_cited(article: ReadArticle, sentence: Span) -> set[str]:
    forms = article.words.forms
    return {
        forms[at + 1]
        for at in range(sentence[0], sentence[1] - 1)
        if forms[at] in _ARTICLE_WORDS and forms[at + 1].isdecimal()
    }


def _in_sentence(article: ReadArticle, numbers: tuple[int, ...], stretch: Span) -> bool:
    return any(stretch[0] <= start < stretch[1] for start, _ in article.matches(numbers))
