"""A paragraph's text in pieces: plain words, links to what they cite, terms with their meaning."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from corpus.annotation import definitions_by_target
from corpus.identifiers import parse_work
from corpus.marks import TERM, paragraphs_of
from corpus.model import Document, Mark, Paragraph
from milex.library import Library
from search.model import ArticleKey
from web.presentation import law_url

_LONGEST_MEANING: Final = 400  # characters of a definition shown beside a term


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are shown in one way."""

    text: str
    href: str = ""  # "" where the words lead nowhere
    meaning: str = ""  # of a defined term; "" for other words
    is_definition: bool = False  # the words that the paragraph defines


class MarkedText:
    """Cuts the paragraphs of one document at their marks."""

    def __init__(
        self, document: Document, library: Library, law: str, version: str | None, *, whole: bool
    ) -> None:
        """``version`` is None for the current one; ``whole`` when all articles are on the page."""
        self._law = law
        self._version = version
        self._whole = whole
        self._meanings = definitions_by_target(document)
        self._elsewhere = _addresses(document, library)

    def __call__(self, paragraph: Paragraph) -> Iterator[Piece]:
        """The text of ``paragraph`` in pieces, in order, nothing left out."""
        defined = {mark.target for mark in paragraph.marks if mark.kind == "def"}
        done = 0
        for mark in paragraph.marks:
            if mark.kind == "def":
                continue
            if mark.start > done:
                yield Piece(paragraph.text[done : mark.start])
            yield self._piece(mark, paragraph.text[mark.start : mark.end], defined)
            done = mark.end
        if done < len(paragraph.text):
            yield Piece(paragraph.text[done:])

    def _piece(self, mark: Mark, words: str, defined: set[str]) -> Piece:
        if mark.target in defined:
            return Piece(words, is_definition=True)
        if mark.target.startswith(TERM):
            meaning = self._meanings.get(mark.target)
            if meaning is None:
                return Piece(words)
            return Piece(words, self._within(meaning.eid), _shortened(meaning.words))
        if mark.target.startswith("#"):
            return Piece(words, self._within(mark.target[1:]))
        return Piece(words, self._elsewhere.get(mark.target, ""))

    def _within(self, eid: str) -> str:
        if self._whole:
            return f"#{eid}"
        return law_url(self._law, "law.article", eid=eid, version=self._version)


def _addresses(document: Document, library: Library) -> Mapping[str, str]:
    """Where each identifier that ``document`` cites leads, of laws that are in the library.

    An article that its law does not have leads to the law.
    """
    cited = {
        mark.target
        for paragraph in paragraphs_of(document)
        for mark in paragraph.marks
        if mark.kind == "ref" and mark.target.startswith("/akn/")
    }
    if not cited:
        return {}
    laws = {law.law: law for law in library.laws(country=document.metadata.jurisdiction)}
    found = {}
    for uri in sorted(cited):
        work, _, eid = uri.partition("/~")
        named = parse_work(work)
        if named is not None and named.law_id in laws:
            found[uri] = ArticleKey(named.law_id, laws[named.law_id].version, eid)
    texts = library.texts([key for key in found.values() if key.eid])
    return {
        uri: law_url(key.law, "law.article", eid=key.eid) if key in texts else law_url(key.law)
        for uri, key in found.items()
    }


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_MEANING:
        return words
    return words[:_LONGEST_MEANING].rpartition(" ")[0] + "…"
