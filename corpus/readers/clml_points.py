"""What stands inside a provision of legislation.gov.uk XML, as blocks of the model.

``P2``, ``P3``… become points under points, lists points, tables rows of text and block
amendments quotations. It knows nothing of Parts, Schedules and metadata.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from corpus.akn.blocks import as_paragraphs
from corpus.identifiers import normalise_number
from corpus.model import Article, Block, Paragraph, Quotation
from corpus.readers.markup import child, children, local_name, runs, table_rows, tidy, words_of

NOTE_MARKS: Final = frozenset({"CommentaryRef", "FootnoteRef", "MarginNoteRef"})
INLINE: Final = frozenset(
    {"Addition", "Repeal", "Substitution", "Citation", "CitationSubRef", "Term", "Definition"}
    | {"Emphasis", "Strong", "Underline", "SmallCaps", "Superior", "Inferior", "Uppercase"}
    | {"Abbreviation", "Acronym", "Character", "Span", "Proviso", "InlineAmendment", "Expanded"}
    | {"InternalLink", "ExternalLink", "CitationListRef", "CommentaryRef", "FootnoteRef"}
    | {"MarginNoteRef", "Strike", "Fraction", "sup", "sub", "em", "strong", "b", "i", "span", "a"}
)

_PROVISION: Final = re.compile(r"P[1-7]")
_GROUP: Final = re.compile(r"P[1-7]group")
_LISTS: Final = frozenset({"OrderedList", "UnorderedList", "KeyList"})
_LABELS: Final = frozenset({"Pnumber", "Number", "Title", "TitleBlock", "Key"})
_TABLES: Final = frozenset({"table", "Tabular", "TableText"})
_DECORATIONS: Final = {
    "parens": ("(", ")"),
    "bracketRight": ("", ")"),
    "brackets": ("[", "]"),
    "period": ("", "."),
    "colon": ("", ":"),
}
_ROMANS: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def label_of(element: etree._Element) -> str:
    """The number of a provision or division as printed: "7A", "(2)", "PART I"; "" for none.

    Numbers of subsections and below stand in brackets where the file does not say
    what stands around them, as in print.
    """
    number = child(element, "Pnumber")
    if number is None:
        return words_of(child(element, "Number"), INLINE, NOTE_MARKS)
    words = words_of(number, INLINE, NOTE_MARKS)
    before, after = number.get("PuncBefore"), number.get("PuncAfter")
    if before is None and after is None and words and local_name(element) != "P1":
        return words if words.startswith("(") else f"({words})"
    return f"{before or ''}{words}{after or ''}"


def title_of(element: etree._Element) -> str:
    """The title of a provision, division or Schedule, without its final full stop."""
    block = child(element, "TitleBlock")
    titles = children(element if block is None else block, "Title", "Subtitle")
    words = " ".join(filter(None, (words_of(title, INLINE, NOTE_MARKS) for title in titles)))
    return words.removesuffix(".")


class Points:
    """Reads the blocks of a provision."""

    def provision(self, element: etree._Element) -> Iterator[Block]:
        """What stands below a provision, its number and titles aside."""
        for below in element:
            if local_name(below) not in _LABELS:
                yield from self.element(below)

    def element(self, element: etree._Element) -> Iterator[Block]:
        """One element as blocks, whatever it is."""
        name = local_name(element)
        if _PROVISION.fullmatch(name):
            yield self._point(element, label_of(element))
        elif _GROUP.fullmatch(name):
            if title := title_of(element):
                yield Paragraph(title)
            yield from self.provision(element)
        elif name in _LISTS:
            yield from self._list(element)
        elif name == "BlockAmendment":
            yield self._quotation(element)
        elif name in _TABLES:
            yield from table_rows(element, INLINE, NOTE_MARKS)
        elif name not in NOTE_MARKS:
            yield from self._mixed(element)

    def _mixed(self, element: etree._Element) -> Iterator[Block]:
        for run in runs(element, INLINE, NOTE_MARKS, _is_block):
            if isinstance(run, str):
                yield Paragraph(run)
            else:
                yield from self.element(run)

    def _point(self, element: etree._Element, label: str) -> Paragraph:
        """A point whose own text is the one that opens it."""
        blocks = tuple(self.provision(element))
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and not first.num and not first.children:
            return Paragraph(first.text, label, blocks[1:], first.kind)
        return Paragraph("", label, blocks)

    def _list(self, element: etree._Element) -> Iterator[Paragraph]:
        items = children(element, "ListItem", "KeyListItem")
        for position, item in enumerate(items, start=1):
            point = self._point(item, _item_label(element, item, position))
            if point.text or point.num or point.children:
                yield point

    def _quotation(self, amendment: etree._Element) -> Quotation:
        """Text for another law: whole provisions are its articles, the rest paragraphs."""
        articles: list[Article] = []
        paragraphs: list[Paragraph] = []
        self._quote(amendment, "", articles, paragraphs)
        return Quotation(tuple(articles), tuple(paragraphs), _target(amendment))

    def _quote(
        self,
        parent: etree._Element,
        title: str,
        articles: list[Article],
        paragraphs: list[Paragraph],
    ) -> None:
        """Adds what stands in ``parent`` to the articles or paragraphs of a quotation."""
        for element in parent:
            name = local_name(element)
            if name == "P1":
                articles.append(self._quoted_article(element, title))
            elif name == "P1group" and child(element, "P1") is not None:
                self._quote(element, title_of(element), articles, paragraphs)
            elif name not in _LABELS and next(element.iter("{*}P1"), None) is not None:
                if line := " ".join(filter(None, (label_of(element), title_of(element)))):
                    paragraphs.append(Paragraph(line))
                self._quote(element, "", articles, paragraphs)
            elif name not in _LABELS:
                paragraphs.extend(as_paragraphs(self.element(element)))

    def _quoted_article(self, element: etree._Element, title: str) -> Article:
        label = label_of(element)
        content = tuple(self.provision(element))
        return Article(normalise_number(label.lstrip("“\"'‘"), "en"), label, title, content)


def _is_block(element: etree._Element) -> bool:
    return local_name(element) not in INLINE


def _item_label(listed: etree._Element, item: etree._Element, position: int) -> str:
    """The label of a list's item as printed; "" in an unnumbered list."""
    override = item.get("NumberOverride")
    if local_name(listed) == "KeyList":
        return words_of(child(item, "Key"), INLINE, NOTE_MARKS)
    if local_name(listed) != "OrderedList" and not override:
        return ""
    number = tidy(override or _number(listed.get("Type", "arabic"), position))
    before, after = _DECORATIONS.get(listed.get("Decoration", ""), ("", ""))
    return f"{before}{number}{after}"


def _number(kind: str, position: int) -> str:
    if kind.startswith("alpha"):
        number = ""
        while position:
            position, rest = divmod(position - 1, 26)
            number = chr(ord("a") + rest) + number
    elif kind.startswith("roman"):
        number = ""
        for value, letters in _ROMANS:
            number += letters * (position // value)
            position %= value
    else:
        number = str(position)
    return number.upper() if kind.endswith("upper") else number


def _target(amendment: etree._Element) -> str:
    """The law that the provision cites last before its amendment; "" where it cites none."""
    provision = next(amendment.iterancestors("{*}P1"), None)
    named = ""
    for element in () if provision is None else provision.iter("{*}Citation", "{*}BlockAmendment"):
        if element is amendment:
            break
        if local_name(element) == "Citation":
            named = words_of(element, INLINE, NOTE_MARKS)
    return named
