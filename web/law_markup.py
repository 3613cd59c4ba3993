"""The text of a law on its page: anchors, links to copy and to cite, marks of what was found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from corpus.checklists.model import Checklist
from corpus.model import Article, Document, Paragraph
from i18n.messages import Counted, Message
from milex.comparator.assembly import cited_articles
from milex.exports.description import NOTES
from milex.exports.law_markup import LawMarkup
from milex.found import Found
from milex.reports.words import VERDICT_SYMBOLS, VERDICT_WORDS
from web.contents import Entry
from web.language import in_interface_language, interface_language
from web.marked_text import MarkedText
from web.presentation import PLACEHOLDER, law_url, place_in

FOLDED_FROM: Final = 150  # entries: a longer contents list opens part by part
_PART: Final = 50  # articles of a part where no division parts them
_FEW: Final = 3  # articles that are listed as they are


class PageMarkup(LawMarkup):
    """Writes the articles of one version as the site shows them, in the reader's language."""

    def __init__(
        self,
        document: Document,
        pieces: MarkedText,
        law: str,
        version: str | None,
        marks: Mapping[str, Markup],
    ) -> None:
        """``version`` is None for the current one, ``marks[eid]`` stand beside the articles."""
        super().__init__(document, notes=in_interface_language(NOTES))
        self._pieces = pieces
        self._marks = marks
        cited = tuple(cited_articles(document))
        self._eids = {id(one.article): one.eid for one in cited}
        self._names = {id(one.article): one.name for one in cited}
        self._alone = place_in(law_url(law, "law.article", eid=PLACEHOLDER, version=version))
        self._cite = place_in(law_url(law, "citing.article", eid=PLACEHOLDER, version=version))
        self._language = interface_language()
        self._named = _labelled(Message("Link to %(label)s", label=PLACEHOLDER))
        self._cited = _labelled(Message("Cite %(label)s", label=PLACEHOLDER))
        self._cite_word = escape(in_interface_language(Message("Cite")))

    def words(self, paragraph: Paragraph) -> str:
        """The words with links to what they cite, terms with their meanings."""
        if not paragraph.marks:
            return escape(paragraph.text)
        out: list[str] = []
        for piece in self._pieces(paragraph):
            text = escape(piece.text)
            href = escape(piece.href)
            if piece.meaning:
                meaning = escape(piece.meaning)
                out.append(f'<a class="term" href="{href}" aria-description="{meaning}">{text}</a>')
            elif piece.is_definition:
                out.append(f"<dfn>{text}</dfn>")
            elif piece.href:
                out.append(f'<a class="reference" href="{href}">{text}</a>')
            else:
                out.append(text)
        return "".join(out)

    def head(self, article: Article, level: int) -> str:
        """The heading, a link to copy, a link to cite by, and what was found in the article."""
        label = escape(article.label or article.num or article.heading or article.eid)
        heading = (
            f' <span class="epigraph">{escape(article.heading)}</span>'
            if article.heading and (article.label or article.num)
            else ""
        )
        name = escape(self._names.get(id(article)) or label)
        alone, cite = escape(self._alone(article.eid)), escape(self._cite(article.eid))
        return (
            f'<div class="article-head"><h{level}><a class="label" href="{alone}">{label}</a>'
            f'{heading}</h{level}><p class="tools" lang="{self._language}">'
            f'<a class="anchor" href="#{escape(article.eid)}" data-copies-link'
            f' aria-label="{self._named(name)}">#</a>'
            f' <a class="cite" href="{cite}" aria-label="{self._cited(name)}">'
            f"{self._cite_word}</a></p></div>{self._marks.get(article.eid, '')}\n"
        )

    def anchor(self, article: Article) -> str:
        """The eId that evidence cites a quoted article by; a preamble's has none."""
        return self._eids.get(id(article), "")


def _labelled(message: Message) -> Callable[[str], str]:
    """Gives a sentence with an escaped name in the place of the placeholder."""
    sentence = str(escape(in_interface_language(message)))
    return lambda name: sentence.replace(PLACEHOLDER, name)


def margin_marks(
    found: Iterable[Found], checklists: Mapping[str, Checklist], law: str, version: str | None
) -> Mapping[str, Markup]:
    """``marks[eid]``: the provisions found in each article, each leading to its account.

    What was found in an article that another one quotes stands beside the quoting one.
    """
    language = interface_language()
    lines: dict[str, list[Markup]] = defaultdict(list)
    symbols: dict[str, list[str]] = defaultdict(list)
    for one in found:
        checklist = checklists.get(one.checklist)
        provision = checklist.provision(one.provision) if checklist else None
        if provision is None:
            continue
        href = law_url(
            law,
            "comparison.provision",
            checklist_id=one.checklist,
            provision_id=one.provision,
            version=version,
        )
        line = Markup(  # its own gaps are escaped
            '<li><a href="{}"><span class="sign sign-{}" aria-hidden="true">{}</span> {}'
            '<span class="hidden">: {}</span></a></li>'
        ).format(
            href,
            one.verdict,
            VERDICT_SYMBOLS[one.verdict],
            provision.label[language],
            VERDICT_WORDS[one.verdict].in_language(language),
        )
        for eid in dict.fromkeys(eid.split("__q", 1)[0] for eid in one.eids):
            lines[eid].append(line)
            symbols[eid].append(VERDICT_SYMBOLS[one.verdict])
    return {eid: _mark(rows, symbols[eid], language) for eid, rows in lines.items()}


def _mark(rows: Sequence[Markup], symbols: Sequence[str], language: str) -> Markup:
    counted = Counted("%(count)s provision found", "%(count)s provisions found", count=len(rows))
    signs = "".join(sorted(set(symbols), key="●◐✕".index))
    return Markup(  # its own gaps are escaped
        '<details class="found" lang="{}"><summary><span aria-hidden="true">{}</span> {}</summary>'
        "<ul>{}</ul></details>"
    ).format(language, signs, counted.in_language(language), Markup("").join(rows))


def contents_markup(entries: Sequence[Entry]) -> Markup:
    """The contents list; a long one opens part by part, so that it can be taken in."""
    folded = _count(entries) >= FOLDED_FROM
    return Markup(_listed(entries, folded=folded))  # noqa: S704  # each text is escaped


def _listed(entries: Sequence[Entry], *, folded: bool) -> str:
    if folded and len(entries) > _PART and all(entry.is_article for entry in entries):
        parts = [entries[at : at + _PART] for at in range(0, len(entries), _PART)]
        return "".join(f"{_part(part)}" for part in parts)
    return f"<ol>{''.join(_entry(entry, folded=folded) for entry in entries)}</ol>"


def _part(entries: Sequence[Entry]) -> str:
    """Some articles behind a summary that names the first and the last of them."""
    inside = f"<ol>{''.join(_entry(entry, folded=False) for entry in entries)}</ol>"
    ends = [entry.label or entry.heading or entry.eid for entry in (entries[0], entries[-1])]
    named = escape(" – ".join(dict.fromkeys(ends)))
    return f"<details><summary>{named}</summary>{inside}</details>"


def _entry(entry: Entry, *, folded: bool) -> str:
    kind = "to-article" if entry.is_article else "to-division"
    heading = f'<span class="epigraph">{escape(entry.heading)}</span>' if entry.heading else ""
    label = escape(entry.label or ("" if entry.heading else entry.eid))
    named = " ".join(part for part in (label, heading) if part)
    below = ""
    if entry.children:
        articles = [child for child in entry.children if child.is_article]
        if folded and _FEW < len(articles) <= _PART and len(articles) == len(entry.children):
            below = _part(articles)
        else:
            below = _listed(entry.children, folded=folded)
    return f'<li class="{kind}"><a href="#{escape(entry.eid)}">{named}</a>{below}</li>'


def _count(entries: Iterable[Entry]) -> int:
    return sum(1 + _count(entry.children) for entry in entries)
