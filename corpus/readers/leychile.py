"""The norms of Chile as the Library of its National Congress publishes them (LeyChile XML).

The file says which functional structures a norm has, and of which kind; the text of
each stands in it as it is printed. A statute that an article approves («doble
articulado») and annexes become attachments with series of their own. Repealed parts
are kept, with a Problem; certificates of the Constitutional Court are reported as
dropped.

Source: Biblioteca del Congreso Nacional, *EsquemaIntercambioNorma-v1-0.xsd*.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.grammar import load_grammar
from corpus.identifiers import ascii_slug, assign_eids
from corpus.lines import Line
from corpus.model import (
    Article,
    Attachment,
    Division,
    DivisionKind,
    Document,
    LawMetadata,
    Paragraph,
)
from corpus.problems import Problem
from corpus.readers.markup import child, children, date_of, tidy, words_of
from corpus.readers.plain import clean_characters
from corpus.readers.printed_text import WholeText, articles_of, division_of
from corpus.readers.stated import not_in_force
from corpus.reading import Dropped, Reading
from corpus.segmenter import segment
from corpus.xml import line_of, parse_xml
from i18n.languages import SPANISH
from i18n.messages import Message

FORMAT: Final = "leychile"

_KINDS: Final[dict[str, DivisionKind]] = {
    "libro": "book",
    "parte": "part",
    "titulo": "title",
    "capitulo": "chapter",
    "seccion": "section",
    "subseccion": "subsection",
    "parrafo": "paragraph",
}
_LIBRARY: Final = "Biblioteca del Congreso Nacional de Chile"
_SITE: Final = "https://www.bcn.cl/leychile/navegar?idNorma="
_PART: Final = "{*}EstructuraFuncional"
_INDENT: Final = 3  # columns that open a paragraph
# A margin note is printed beside the text, which is at most 60 columns wide.
_MARGIN: Final = re.compile(r"(?P<text>.{0,60}\S)\s{3,}(?P<note>\S.{0,40})$")
_MARGIN_COLUMN: Final = 52
_TRANSITIONAL_HEADING: Final = "Artículos transitorios"


def read(data: bytes, name: str) -> Reading:
    """``data`` as a Reading with a Document.

    Raises:
        UnreadableFile: not safe or not well-formed XML, or without any article
            (``no_articles``).
    """
    root = parse_xml(data, name)
    norm = _Norm(root)
    document = norm.document()
    if not document.body and not any(annex.body for annex in document.attachments):
        raise UnreadableFile(
            "no_articles",
            Message(
                "%(name)s has no article; LeyChile XML with an ‹EstructuraFuncional› of the kind"
                " «Artículo» was expected.",
                name=name,
            ),
        )
    return Reading(
        format=FORMAT,
        document=assign_eids(document),
        problems=tuple(norm.problems),
        dropped=tuple(norm.dropped),
    )


class _Norm:
    """Reads a norm: first the texts of all its articles, then where they stand."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._grammar = load_grammar(SPANISH.code)
        self._annexed: list[Attachment] = []
        self.problems: list[Problem] = []
        self.dropped: list[Dropped] = []
        elements = [part for part in root.iter(_PART) if _is_article(part)]
        texts = [self._whole_text(element) for element in elements]
        articles = articles_of(texts, self._grammar, self.dropped)
        self._articles = dict(zip(elements, articles, strict=True))

    def document(self) -> Document:
        """The norm, whole."""
        for element in self._root.iter("{*}Identificador", "{*}Metadatos"):
            self._drop(element, "metadata")
        body = tuple(self._structures(self._root))
        return Document(
            metadata=_metadata(self._root),
            body=body,
            preamble=_paragraphs(child(self._root, "Encabezado")),
            conclusions=_paragraphs(child(self._root, "Promulgacion")),
            attachments=(*self._annexed, *self._annexes()),
        )

    def _drop(self, element: etree._Element, reason: str) -> None:
        if words := words_of(element, ()):
            self.dropped.append(Dropped(line_of(element), words, reason))

    def _whole_text(self, element: etree._Element) -> WholeText:
        """The text of an article, with the enumerations that stand in it as parts."""
        lines = list(_lines(element))
        for part in _parts(element):
            if not _holds_articles(part):
                lines.extend((Line(line_of(part), ""), *_lines(part, deep=True)))
        kept, notes = _without_margin(lines)
        num = _name(element)
        if element.get("derogado") == "derogado":
            self.problems.append(not_in_force(num, line_of(element)))
        return WholeText(tuple(_paragraph_lines(kept)), num, "", notes)

    def _structures(
        self, parent: etree._Element, *, transitional: bool = False
    ) -> Iterator[Division | Article]:
        """What stands in ``parent``; articles marked transitional get a division of their own."""
        marked: list[Article] = []
        for element in _parts(parent):
            article = self._articles.get(element)
            if article and element.get("transitorio") == "transitorio" and not transitional:
                marked.append(article)
            else:
                yield from _transitional(marked)
                marked = []
                yield article or self._division(element, transitional=transitional)
            if article:
                self._approve(element, article)
        yield from _transitional(marked)

    def _division(self, element: etree._Element, *, transitional: bool) -> Division:
        title = tidy(" ".join(line.text for line in _lines(element)))
        division = division_of(title, self._grammar)
        if division.kind == "crossheading":
            division = replace(division, kind=_KINDS.get(_kind(element), "crossheading"))
        transitional = transitional or bool(self._grammar.transitional.match(division.heading))
        inside = tuple(self._structures(element, transitional=transitional))
        return replace(division, children=inside)

    def _approve(self, element: etree._Element, article: Article) -> None:
        """The statutes that an article approves, as attachments."""
        for part in _parts(element):
            if _holds_articles(part):
                titles = [line.text for line in _lines(part) if line.text]
                label, *rest = titles or [article.label]
                units = tuple(self._structures(part))
                self._annexed.append(Attachment(tidy(label), tidy(" ".join(rest)), body=units))

    def _annexes(self) -> Iterator[Attachment]:
        for annexes in children(self._root, "Anexos"):
            for annex in children(annexes, "Anexo"):
                yield from self._annex(annex)

    def _annex(self, annex: etree._Element) -> Iterator[Attachment]:
        """An annex, its articles found in its text; a court's certificate is dropped."""
        lines = list(_lines(annex))
        texts = [line.text.strip() for line in lines if line.text]
        for residue in self._grammar.back_matter:
            if texts and residue.pattern.search(texts[0]):
                self.dropped.append(Dropped(lines[0].number, "\n".join(texts), residue.reason))
                return
        title = words_of(child(annex, "Metadatos", "Titulo"), ())
        if structured := tuple(self._structures(annex)):
            yield Attachment(title, "", _paragraphs(annex), structured)
            return
        parts = segment(tuple(_paragraph_lines(lines)), SPANISH.code)
        self.problems.extend(parts.problems)
        self.dropped.extend(parts.dropped)
        yield Attachment(title, "", (*parts.preamble, *parts.conclusions), parts.body)
        yield from parts.attachments


def _kind(element: etree._Element) -> str:
    return ascii_slug(element.get("tipoParte", ""))


def _name(element: etree._Element) -> str:
    """The number or name of a part as its metadata state it."""
    return words_of(child(element, "Metadatos", "NombreParte"), ())


def _parts(element: etree._Element) -> list[etree._Element]:
    """The functional structures right below ``element``."""
    return [
        part
        for holder in (element, *children(element, "EstructurasFuncionales"))
        for part in children(holder, "EstructuraFuncional")
    ]


def _holds_articles(element: etree._Element) -> bool:
    return any(_kind(part) == "articulo" for part in element.iter(_PART))


def _is_article(element: etree._Element) -> bool:
    """An article, or a text of no other kind that stands in no article."""
    if _kind(element) == "articulo":
        return True
    holder = next(element.iterancestors(_PART), None)
    in_article = holder is not None and _kind(holder) == "articulo"
    return not (_kind(element) in _KINDS or in_article or _parts(element))


def _transitional(articles: list[Article]) -> Iterator[Division]:
    if articles:
        yield Division("transitional", heading=_TRANSITIONAL_HEADING, children=tuple(articles))


def _lines(element: etree._Element | None, *, deep: bool = False) -> Iterator[Line]:
    """The lines of the text of ``element``, of its parts too where ``deep``."""
    if element is None:
        return
    for text in element.iter("{*}Texto") if deep else children(element, "Texto"):
        for number, line in enumerate(
            "".join(map(str, text.itertext())).split("\n"), line_of(text)
        ):
            clean = clean_characters(line)
            yield Line(number, clean.strip(), indent=len(clean) - len(clean.lstrip()))


def _without_margin(lines: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """``lines`` without the notes printed in the margin beside them, and these as one note."""
    notes: list[str] = []
    kept: list[Line] = []
    for line in lines:
        match = _MARGIN.fullmatch(line.text)
        if match and line.indent + match.start("note") >= _MARGIN_COLUMN:
            notes.append(match["note"])
            line = replace(line, text=match["text"].rstrip())
        kept.append(line)
    return kept, (tidy(" ".join(notes)),) if notes else ()


def _paragraph_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """One line a paragraph, blanks between them: an indent or a blank opens each."""
    current: Line | None = None
    for line in lines:
        opens = not line.text or line.indent >= _INDENT
        if current is not None and opens:
            yield current
            yield Line(line.number, "")
            current = None
        if line.text:
            text = f"{current.text} {line.text}" if current else line.text
            current = replace(current or line, text=text)
    if current is not None:
        yield current


def _paragraphs(element: etree._Element | None) -> tuple[Paragraph, ...]:
    lines = _paragraph_lines(_lines(element))
    return tuple(Paragraph(tidy(line.text)) for line in lines if line.text)


def _metadata(root: etree._Element) -> LawMetadata:
    identifier = child(root, "Identificador")
    numbered = child(identifier, "TiposNumeros", "TipoNumero")
    date = date_of(_attribute(identifier, "fechaPromulgacion")) or date_of(
        _attribute(identifier, "fechaPublicacion")
    )
    norm = root.get("normaId", "")
    kind = ascii_slug(words_of(child(numbered, "Tipo"), ())).replace("-", "_")
    return LawMetadata(
        title=words_of(child(root, "Metadatos", "TituloNorma"), ()),
        jurisdiction="cl",
        language=SPANISH.code,
        kind="tratado" if root.get("esTratado") == "tratado" else kind or "norma",
        number=words_of(child(numbered, "Numero"), ()),
        year=date.year if date else None,
        date=date,
        version_date=date_of(root.get("fechaVersion")) or date,
        status="repealed" if root.get("derogado") == "derogado" else "in_force",
        publisher=words_of(child(root, "Metadatos", "IdentificacionFuente"), ()) or _LIBRARY,
        source_url=f"{_SITE}{norm}" if norm else "",
    )


def _attribute(element: etree._Element | None, name: str) -> str:
    return "" if element is None else element.get(name, "")
