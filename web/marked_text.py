"""A paragraph's text in pieces: plain words, links to what they cite, terms with their meaning."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.annotation import definitions_by_target
from corpus.identifiers import parse_work
from corpus.marks import TERM, paragraphs_of
from corpus.model import Document, Mark, Paragraph
from milex.library import Library
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
        self,
        document: Document,
        elsewhere: Mapping[str, str],
        law: str,
        version: str | None,
        *,
        whole: bool,
    ) -> None:
        """``elsewhere`` are the addresses of what it cites in other laws, by identifier.

        ``version`` is None for the current one; ``whole`` when all articles are on the page.
        """
        self._law = law
        self._version = version
        self._whole = whole
        self._meanings = definitions_by_target(document)
        self._elsewhere = elsewhere

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


@dataclass(frozen=True, slots=True)
class Cited:
    """A law, or an article of it, that a document cites."""

    uri: str  # as the marks of the document have it
    law: str  # "py/ley/4788-2012"
    eid: str  # "" for the law as a whole


def cited_laws(document: Document) -> tuple[Cited, ...]:
    """What ``document`` cites of other laws by identifiers of ours, once each."""
    uris = {
        mark.target
        for paragraph in paragraphs_of(document)
        for mark in paragraph.marks
        if mark.kind == "ref" and mark.target.startswith("/akn/")
    }
    cited = []
    for uri in sorted(uris):
        work, _, eid = uri.partition("/~")
        named = parse_work(work)
        if named is not None:
            cited.append(Cited(uri, named.law_id, eid))
    return tuple(cited)


def addresses(cited: Sequence[Cited], library: Library) -> Mapping[str, str]:
    """Where each of ``cited`` leads, by identifier, of laws that are in the library.

    An article that its law does not have leads to the law.
    """
    if not cited:
        return {}
    wanted = {(one.law, eid) for one in cited for eid in ("", one.eid)}
    known = library.known_places(wanted)
    return {
        one.uri: law_url(one.law, "law.article", eid=one.eid)
        if one.eid and (one.law, one.eid) in known
        else law_url(one.law)
        for one in cited
        if (one.law, "") in known
    }


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_MEANING:
        return words
    return words[:_LONGEST_MEANING].rpartition(" ")[0] + "…"
