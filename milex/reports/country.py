"""The view of one State as text, 80 columns wide, and as JSON."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from corpus.checklists.model import LEVELS
from corpus.jurisdictions import jurisdiction_name
from i18n.messages import Message
from milex.comparator.model import VERDICTS
from milex.gathering import CountryRow, CountryView, Told
from milex.matrix import Counts
from milex.reports.comparison import finding_json
from milex.reports.elements import missing_elements
from milex.reports.matrix_json import law_json, left_out_json
from milex.reports.matrix_text import caution, left_out_lines
from milex.reports.text_parts import COLUMNS, counts_lines, distinct_quotes, shortened, wrapped
from milex.reports.words import (
    COUNTRY_VERDICT_WORDS,
    VERDICT_SYMBOLS,
    articles_of,
    counted_laws,
)

_VERDICT_WIDTH: Final = 18
_OTHERS_SHOWN: Final = 3


def country_counts(view: CountryView) -> Counts:
    """``counts[level][verdict]`` of a State, levels with a provision, every verdict present."""
    counted = Counter((row.provision.level, row.answer.verdict) for row in view.rows)
    present = {row.provision.level for row in view.rows}
    return {
        level: {verdict: counted[level, verdict] for verdict in VERDICTS}
        for level in LEVELS
        if level in present
    }


def country_opening(view: CountryView) -> Message:
    """Whose laws, of which day, and how many of them."""
    return Message(
        "%(country)s (%(code)s): %(laws)s in force on %(on)s as far as the library knows.",
        country=CountryName(view.country),
        code=view.country.upper(),
        laws=counted_laws(len(view.laws)),
        on=view.on,
    )


class CountryName(Message):
    """The name of a State, in whatever language it is asked for."""

    __slots__ = ("code",)

    def __init__(self, code: str) -> None:
        super().__init__("%(code)s", code=code)
        self.code = code

    def in_language(self, language: str) -> str:
        """The State's name in ``language``."""
        return jurisdiction_name(self.code, language)


def account(row: CountryRow) -> Message | None:
    """Why a State has no answer to a provision; None where it has one."""
    if row.best is None:
        return Message("no law of this State is held here")
    if row.answer.verdict == "undetermined" and row.best.finding.verdict == "absent":
        return Message("no law on this subject is held here: nothing was searched")
    if row.answer.verdict == "absent":
        return Message(
            "looked for %(phrases)s phrases in %(articles)s articles of the laws named above",
            phrases=len(row.best.finding.log.phrases),
            articles=row.answer.searched,
        )
    return None


def country_json(view: CountryView, language: str) -> dict[str, Any]:
    """``view`` as ``milex compare --country CC --json`` prints it."""
    return {
        "country": view.country.upper(),
        "on": view.on.isoformat(),
        "checklist": view.checklist.id,
        "checklist_version": view.checklist.version,
        "laws": [law_json(law) for law in view.laws],
        "left_out": [left_out_json(each) for each in view.left_out],
        "failures": [
            {**law_json(failure.law), "reason": failure.reason.in_language(language)}
            for failure in view.failures
        ],
        "counts": country_counts(view),
        "findings": [_row_json(row) for row in view.rows],
    }


def _row_json(row: CountryRow) -> dict[str, Any]:
    best = _told_json(row.best) if row.best else {}
    return {
        **best,
        "provision": row.provision.id,
        "verdict": row.answer.verdict,
        "searched": row.answer.searched,
        "disputed": row.answer.is_disputed,
        "treaty_text": row.answer.best is not None and row.answer.best.is_treaty,
        "elsewhere": [
            {"element": name, "law": law.law, "version": law.version, "article": piece.article}
            for name, law, piece in row.elsewhere
        ],
        "others": [_told_json(other) for other in row.others],
    }


def _told_json(told: Told) -> dict[str, Any]:
    return {"law": told.law.law, "version": told.law.version, **finding_json(told.finding)}


def country_text(view: CountryView, language: str) -> str:
    """``view`` in ``language``: the laws searched, a table a group, counts by level."""
    return "\n".join(line.rstrip() for line in _lines(view, language)) + "\n"


def _lines(view: CountryView, language: str) -> Iterator[str]:
    yield from wrapped(country_opening(view).in_language(language))
    checklist = Message(
        "Compared with: %(title)s (%(checklist)s %(version)s)",
        title=view.checklist.title[language],
        checklist=view.checklist.id,
        version=view.checklist.version,
    )
    for text in (
        checklist.in_language(language),
        *left_out_lines(view.left_out, language),
        caution(of_states=True).in_language(language),
    ):
        yield from wrapped(text)
    yield from _laws(view, language)
    for group, rows in groupby(view.rows, key=lambda row: row.provision.group):
        label = next(g.label[language] for g in view.checklist.groups if g.id == group)
        yield from ("", f"{group}  {label}", "")
        for row in rows:
            yield from _row(row, language)
    yield from ("", Message("Findings, level by level").in_language(language), "")
    yield from counts_lines(country_counts(view), language, COUNTRY_VERDICT_WORDS)


def _laws(view: CountryView, language: str) -> Iterator[str]:
    if view.laws:
        yield from ("", Message("Laws searched").in_language(language), "")
    for law in view.laws:
        yield from wrapped(
            f"{law.law} ({law.version})  {law.title}",
            first="  ",
            rest="    ",
        )


def _row(row: CountryRow, language: str) -> Iterator[str]:
    """Two columns: the verdict, and the provision with where it stands."""
    verdict = row.answer.verdict
    word = COUNTRY_VERDICT_WORDS[verdict].in_language(language)
    left = wrapped(f"{VERDICT_SYMBOLS[verdict]} {word}", width=_VERDICT_WIDTH - 2, rest="  ")
    right = list(_right(row, language))
    for place in range(max(len(left), len(right))):
        first = left[place] if place < len(left) else ""
        second = right[place] if place < len(right) else ""
        yield f"{first:<{_VERDICT_WIDTH}}{second}"


def _right(row: CountryRow, language: str) -> Iterator[str]:
    yield from _wrapped(row.provision.label[language])
    for message in _sentences(row, language):
        yield from _wrapped(message, "  ")


def _sentences(row: CountryRow, language: str) -> Iterator[str]:
    why = account(row)
    if why is not None or row.best is None:
        yield Message(
            "%(provision)s; %(account)s", provision=row.provision.id, account=why
        ).in_language(language)
        return
    yield Message(
        "%(provision)s; %(where)s", provision=row.provision.id, where=where(row.best)
    ).in_language(language)
    for piece in distinct_quotes(row.best.finding.evidence):
        yield f"{piece.article}: «{shortened(piece.quote)}»"
    missing = missing_elements(row.provision, row.best.finding, language)
    if missing and row.best.finding.verdict == "partial":
        yield Message("without: %(elements)s", elements="; ".join(missing)).in_language(language)
    yield from remarks(row, language)
    yield from other_lines(row, language)


def where(told: Told) -> Message:
    """In which law and articles a finding stands, and how sure the program is."""
    return Message(
        "%(law)s, %(articles)s (%(confidence)s)",
        law=told.law.law,
        articles=articles_of(told.law, told.finding.articles),
        confidence=f"{told.finding.confidence:.0%}",
    )


def remarks(row: CountryRow, language: str) -> Iterator[str]:
    """What else a reader must know: other laws' elements, treaties, contradictions."""
    labels = {element.name: element.label[language] for element in row.provision.elements}
    for element, law, piece in row.elsewhere:
        yield Message(
            "elsewhere: %(element)s, in %(law)s, %(article)s",
            element=labels.get(element, element),
            law=law.law,
            article=articles_of(law, (piece.article,)),
        ).in_language(language)
    if row.answer.best is not None and row.answer.best.is_treaty:
        yield Message(
            "Only the text of a treaty that this law gives says so; no law of the State's own."
        ).in_language(language)
    if row.answer.is_disputed:
        yield Message("One law contradicts another here.").in_language(language)


def other_lines(row: CountryRow, language: str) -> Iterator[str]:
    """The runners-up, best first, the contrary ones always."""
    shown = [
        other
        for place, other in enumerate(row.others)
        if place < _OTHERS_SHOWN or other.finding.verdict == "contrary"
    ]
    for other in shown:
        yield Message(
            "also %(verdict)s: %(where)s",
            verdict=COUNTRY_VERDICT_WORDS[other.finding.verdict],
            where=where(other),
        ).in_language(language)
    if len(shown) < len(row.others):
        yield Message(
            "and in %(laws)s more", laws=counted_laws(len(row.others) - len(shown))
        ).in_language(language)


def _wrapped(text: str, indent: str = "") -> list[str]:
    rest = indent + "  " * bool(indent)
    return wrapped(text, width=COLUMNS - _VERDICT_WIDTH, first=indent, rest=rest)
