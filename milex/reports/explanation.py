"""An explanation as plain structures and as text, 80 columns wide."""

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, TypeVar

from corpus.checklists.model import Checklist
from i18n.messages import Message
from milex.comparator.explaining import Discarded, Explanation, Found, Place
from milex.comparator.judgement import FRAME
from milex.reports.comparison import finding_json
from milex.reports.explanation_words import (
    FULL_WORDS,
    ROLE_WORDS,
    RULE_WORDS,
    SCOPE_WORDS,
)
from milex.reports.words import (
    BASIS_WORDS,
    DIVERGENCE_WORDS,
    MISS_WORDS,
    VERDICT_SYMBOLS,
    VERDICT_WORDS,
)

COLUMNS: Final = 80
_PLACES_SHOWN: Final = 12  # a step; --json has them all
_QUOTE_LENGTH: Final = 90  # characters

_Row = TypeVar("_Row", Found, Discarded)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a step; ``eid`` is the article's that it speaks of, "" where it speaks of none."""

    text: str
    article: str = ""  # its number; ``text`` does not repeat it
    eid: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step from the question to the verdict."""

    heading: str
    lines: tuple[Line, ...]


def explanation_steps(
    explanation: Explanation, checklist: Checklist, language: str
) -> tuple[Step, ...]:
    """Every step in ``language``, in order."""
    return tuple(_Writer(explanation, checklist, language).steps())


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """``explanation`` as ``compare --explain --json`` prints it."""
    provision = explanation.provision
    return {
        "law": explanation.law,
        "version": explanation.version,
        "checklist": explanation.checklist,
        "checklist_version": explanation.checklist_version,
        "provision": provision.id,
        "scope": provision.scope,
        "regimes": {"asked": list(provision.regimes), "present": list(explanation.regimes)},
        "articles": explanation.articles,
        "searched": explanation.searched,
        "elements": [
            {
                "name": element.name,
                "role": element.role,
                "found": explanation.finding.elements.get(element.name, False),
            }
            for element in provision.elements
        ],
        "found": [
            {**_place_json(found.place), "limit": found.limit or None, "judged": found.judged}
            for found in explanation.found
        ],
        "discarded": [
            {**_place_json(row.place), "reason": row.reason} for row in explanation.discarded
        ],
        "rule": explanation.rule,
        "capped_by": explanation.capped_by or None,
        "finding": finding_json(explanation.finding),
    }


def _place_json(place: Place) -> dict[str, Any]:
    return {
        "article": place.article,
        "eid": place.eid,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "element": place.element,
        "pattern": place.pattern,
    }


def explanation_text(
    explanation: Explanation, title: str, checklist: Checklist, language: str
) -> str:
    """``explanation`` in ``language``, a numbered step a heading; ``title`` is the law's."""
    writer = _Writer(explanation, checklist, language)
    return "\n".join(line.rstrip() for line in writer.lines(title)) + "\n"


class _Writer:
    """Writes one explanation in one language."""

    def __init__(self, explanation: Explanation, checklist: Checklist, language: str) -> None:
        self._made = explanation
        self._checklist = checklist
        self._language = language

    def lines(self, title: str) -> Iterator[str]:
        """Every line of the text."""
        made, provision = self._made, self._made.provision
        yield from _wrapped(f"{provision.id}  {provision.label[self._language]}")
        opening = Message(
            "%(title)s (%(law)s, version %(version)s)",
            title=title,
            law=made.law,
            version=made.version,
        )
        yield from _wrapped(self._say(opening))
        for number, step in enumerate(self.steps(), 1):
            yield ""
            yield f"{number}. {step.heading}"
            for line in step.lines:
                text = f"{line.article}: {line.text}" if line.article else line.text
                yield from _wrapped(text, "   ")

    def steps(self) -> Iterator[Step]:
        """What was asked, where, what was looked for, found and discarded, and the rule."""
        made = self._made
        bodies = (
            (Message("The question"), _plain([made.provision.question[self._language]])),
            (Message("Where it is looked for"), _plain(map(self._say, self._where()))),
            (Message("What is looked for"), _plain(self._elements())),
            (Message("What was found"), self._places(made.found, self._found)),
            (Message("What was discarded"), self._places(made.discarded, self._discarded)),
            (Message("The rule that applies"), _plain(map(self._say, self._rule()))),
            (Message("The verdict"), _plain(self._verdict())),
        )
        for heading, body in bodies:
            yield Step(self._say(heading), tuple(body))

    def _say(self, message: Message) -> str:
        return message.in_language(self._language)

    def _where(self) -> Iterator[Message]:
        made = self._made
        yield SCOPE_WORDS[made.provision.scope]
        labels = {regime.id: regime.label[self._language] for regime in self._checklist.regimes}
        asked = [labels.get(regime, regime) for regime in made.provision.regimes]
        present = [labels.get(regime, regime) for regime in made.regimes]
        yield Message("It is asked of law on: %(regimes)s.", regimes="; ".join(asked))
        if present:
            yield Message("This law was recognised as: %(regimes)s.", regimes="; ".join(present))
        else:
            yield Message("This law was recognised as none of the checklist's subjects.")
        yield Message(
            "Articles open to the question: %(searched)s of %(articles)s.",
            searched=made.searched,
            articles=made.articles,
        )

    def _elements(self) -> Iterator[str]:
        found = self._made.finding.elements
        for element in self._made.provision.elements:
            mark = "●" if found.get(element.name) else "○"
            role = self._say(ROLE_WORDS[element.role])
            yield f"{mark} {element.label[self._language]} ({role})"
        yield self._say(FULL_WORDS[self._made.provision.full])

    def _places(self, rows: Iterable[_Row], words: Callable[[_Row], str]) -> Iterator[Line]:
        every = (Line(words(row), row.place.article, row.place.eid) for row in rows)
        distinct = [line for line, _ in groupby(every)]
        if not distinct:
            yield Line(self._say(Message("Nothing.")))
        yield from distinct[:_PLACES_SHOWN]
        if len(distinct) > _PLACES_SHOWN:
            more = len(distinct) - _PLACES_SHOWN
            yield Line(self._say(Message("And %(count)s more; --json has them all.", count=more)))

    def _found(self, found: Found) -> str:
        parts = [f"«{_shortened(found.place.quote)}»", self._label(found.place)]
        if found.limit:
            limits = {limit.id: limit.label[self._language] for limit in self._checklist.limits}
            parts.append(self._say(Message("limited: %(limit)s", limit=limits[found.limit])))
        if not found.judged:
            parts.append(self._say(Message("beside the article that was judged")))
        return " — ".join(parts)

    def _discarded(self, row: Discarded) -> str:
        reason = MISS_WORDS.get(row.reason)
        said = self._say(reason) if reason else row.reason
        return f"«{_shortened(row.place.quote)}» — {said}"

    def _label(self, place: Place) -> str:
        """The element's label and the pattern that met it."""
        labels = {e.name: e.label[self._language] for e in self._made.provision.elements}
        offence = self._say(Message("the offence as described"))
        label = offence if place.element == FRAME else labels.get(place.element, place.element)
        if not place.pattern:
            return self._say(Message("%(element)s, by the article's heading", element=label))
        return f"{label} ‹{place.pattern}›"

    def _rule(self) -> Iterator[Message]:
        yield RULE_WORDS[self._made.rule]
        if self._made.capped_by:
            needed = self._checklist.provision(self._made.capped_by)
            label = needed.label[self._language] if needed else ""
            yield Message("That is: %(id)s, %(label)s.", id=self._made.capped_by, label=label)

    def _verdict(self) -> Iterator[str]:
        finding = self._made.finding
        word = self._say(VERDICT_WORDS[finding.verdict])
        yield f"{VERDICT_SYMBOLS[finding.verdict]} {word}  {finding.confidence:.0%}"
        if finding.basis is not None:
            yield self._say(BASIS_WORDS[finding.basis])
        if finding.divergence is not None:
            yield self._say(DIVERGENCE_WORDS[finding.divergence])
        if finding.articles:
            cited = Message(
                "Articles cited, best first: %(articles)s.", articles=", ".join(finding.articles)
            )
            yield self._say(cited)


def _plain(texts: Iterable[str]) -> Iterator[Line]:
    return map(Line, texts)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, COLUMNS, initial_indent=indent, subsequent_indent=indent + "  " * bool(indent)
    )


def _shortened(quote: str) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= _QUOTE_LENGTH else quote[: _QUOTE_LENGTH - 1].rstrip() + "…"
