"""Which parts of a page are its furniture (menus, hidden panels, footers) and not its text.

Nothing that holds a large part of the page's words is furniture, whatever it is
called: losing law is worse than keeping a menu.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from corpus.html_source import tag_of, text_of

CODE: Final = frozenset({"script", "style", "template", "noscript", "head", "svg", "math-jax"})
_CONTROLS: Final = frozenset(
    {"button", "select", "input", "textarea", "option", "iframe", "object", "map", "dialog",
     "canvas", "audio", "video", "datalist"}
)  # fmt: skip
_FRAME: Final = frozenset({"nav", "header", "footer", "aside"})
_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "tooltip",
     "complementary", "toolbar"}
)  # fmt: skip
# Words of class and id by which sites call their furniture, in English and Spanish.
_NAMES: Final = frozenset(
    {"nav", "navbar", "navigation", "menu", "menubar", "submenu", "breadcrumb",
     "breadcrumbs", "migas", "sidebar", "footer", "banner", "cookie", "cookies", "share",
     "sharing", "social", "compartir", "buscador", "toolbar", "slider", "carousel", "modal",
     "popup", "pagination", "paginador", "paginacion", "skip", "tooltip", "dropdown",
     "advert", "advertisement", "newsletter", "toctoggle", "navbox", "editsection", "login",
     "captcha", "copyright"}
)  # fmt: skip
_CONTENTS_NAMES: Final = frozenset({"toc", "tableofcontents", "indice", "índice"})
_HIDDEN: Final = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_WORD: Final = re.compile(r"[a-záéíóúñ]+")
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_LISTS: Final = frozenset({"ul", "ol", "table", "dl"})
_LARGE: Final = 0.4  # share of the page's words that no furniture has
_MAIN: Final = 0.8  # share of the running words that the main part has
_SENTENCE: Final = 8  # words; less, outside the main part, is no text of the law
_SHORT_CONTROL: Final = 10  # words of a block with a control that is nothing but its caption


class Furniture:
    """The verdict on each element of one page."""

    def __init__(self, body: etree._Element) -> None:
        self._all = list(body.iter())  # held: lxml keeps what a dict knows of them only so
        self._words: dict[etree._Element, int] = {}
        self._linked: dict[etree._Element, int] = {}
        self._reasons: dict[etree._Element, str] = {}
        self._count()
        self._total = max(1, self._words[body])
        for element in self._all:
            if reason := self._named_reason(element):
                self._reasons[element] = reason
        self._outside_main(body)

    def reason(self, element: etree._Element) -> str:
        """Why ``element`` is left out: "script", "menu", "hidden"…; "" where it is not."""
        return self._reasons.get(element, "")

    def reasons(self) -> Mapping[etree._Element, str]:
        """All verdicts."""
        return self._reasons

    def _count(self) -> None:
        for element in reversed(self._all):
            tag = tag_of(element)
            if not tag or tag in CODE:
                self._words[element] = self._linked[element] = 0
                continue
            words = _length(element.text)
            linked = 0
            for child in element:
                words += self._words.get(child, 0) + _length(child.tail)
                linked += self._linked.get(child, 0)
            self._words[element] = words
            self._linked[element] = words if tag == "a" and element.get("href") else linked

    def _named_reason(self, element: etree._Element) -> str:
        tag = tag_of(element)
        if not tag or tag in CODE:
            return "script"
        if tag in ("body", "html"):
            return ""
        if tag in _CONTROLS:
            return "menu"
        if tag in ("del", "s", "strike"):
            return "struck_out"
        if self._words[element] > _LARGE * self._total:
            return ""
        if _HIDDEN.search(element.get("style", "")) or "hidden" in element.attrib:
            return "hidden"
        if (tag in _FRAME and not _has_heading(element)) or element.get("role") in _ROLES:
            return "menu"
        return self._by_name(element) or self._by_links(element, tag)

    def _by_name(self, element: etree._Element) -> str:
        names = set(_WORD.findall(f"{element.get('class', '')} {element.get('id', '')}".lower()))
        if names & _CONTENTS_NAMES:
            return "contents_table"
        return "menu" if names & _NAMES else ""

    def _by_links(self, element: etree._Element, tag: str) -> str:
        """Lists of nothing but links, and captions of panels that a script opens."""
        words = self._words[element]
        if tag in _LISTS and self._linked[element] >= 0.9 * words > 0:
            links = [link.get("href", "") for link in element.iter("a") if link.get("href")]
            if len(links) >= 3:
                within = all("#" in link for link in links)
                return "contents_table" if within else "menu"
        if tag in ("p", "div", "li", "span") and 0 < words <= _SHORT_CONTROL:
            return "menu" if any(map(_is_switch, element.iter("span", "a"))) else ""
        return ""

    def _outside_main(self, body: etree._Element) -> None:
        """Marks what stands beside the main part and is neither heading nor running text."""
        current = body
        while True:
            kept = [child for child in current if not self.reason(child) and tag_of(child)]
            most = sum(self._running(child) for child in kept)
            inner = next((c for c in kept if most and self._running(c) >= _MAIN * most), None)
            if inner is None or self._running(inner) < _SENTENCE:
                return
            for child in kept:
                if child is not inner and self._is_beside(child):
                    self._reasons[child] = "menu"
            if tag_of(inner) in ("table", "p", "pre"):
                return
            current = inner

    def _running(self, element: etree._Element) -> int:
        return self._words[element] - self._linked[element]

    def _is_beside(self, element: etree._Element) -> bool:
        words = self._words[element]
        if not words or _has_heading(element) or tag_of(element) in ("p", "b", "strong", "center"):
            return False
        return self._linked[element] >= 0.5 * words or (
            self._running(element) < _SENTENCE and not is_centred(element)
        )


def is_centred(element: etree._Element) -> bool:
    """Whether ``element``, or its only child, is set in the middle."""
    candidates: Sequence[etree._Element] = [element, *element]
    return any(
        tag_of(each) == "center"
        or each.get("align", "").lower() == "center"
        or re.search(r"(?i)text-align\s*:\s*center", each.get("style", "")) is not None
        for each in candidates[:2]
    )


def _has_heading(element: etree._Element) -> bool:
    return any(tag_of(each) in _HEADINGS for each in element.iter())


def _is_switch(element: etree._Element) -> bool:
    names = element.get("class", "").lower()
    return "toctoggle" in names or (
        tag_of(element) == "a"
        and element.get("href", "").lower().startswith("javascript:")
        and _length(text_of(element)) <= 2
    )


def _length(text: str | None) -> int:
    return len(text.split()) if text else 0
