"""The rules that a file of model clauses keeps, checked with the line of each breach."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

from corpus.checklists.located import Located, Place
from corpus.checklists.model import Checklist
from corpus.checklists.shapes import LABEL, TEXT, shape_problems
from corpus.problems import Problem
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message

_OPTION: Final = {"id": TEXT, "label": LABEL, "text": LABEL, "provisions": [TEXT]}
_CLAUSE: Final = {
    "id": TEXT,
    "provisions": [TEXT],
    "heading": LABEL,
    "text": LABEL,
    "decide": LABEL,
    "beware": LABEL,
    "options": [_OPTION],
}
_FILE: Final = MappingProxyType(
    {"checklist": TEXT, "group": TEXT, "version": TEXT, "status": TEXT, "clauses": [_CLAUSE]}
)
_BILINGUAL: Final = ("heading", "text", "decide", "beware")
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_POINT: Final = re.compile(r"^\(?([a-z])\) ", re.MULTILINE)
_EMPTY_BRACKETS: Final = re.compile(r"\[\s*\]")
# A person is in an irregular situation; only acts are illegal.
_PERSONS_ILLEGAL: Final = re.compile(
    r"\b(illegal|unlawful)\s+(im)?(migrant|alien|person|entrant|resident|foreigner|worker)s?\b"
    r"|\billegals\b"
    r"|\b((in)?migrante|persona|extranjer[oa]|residente|trabajador(a|e)?)s?\s+(ilegal|ilícit[oa])"
    r"|\b(l[oa]s|un[oa]?)\s+ilegal(es)?\b",
    re.IGNORECASE,
)


def problems_of(located: Located, checklist: Checklist) -> tuple[Problem, ...]:
    """Every problem of a file of clauses for ``checklist``, in the file's order."""
    found = [
        Problem(
            "repeated_key",
            Message("‹%(key)s› stands twice here; only the last one would count.", key=place[-1]),
            located.line(*place),
        )
        for place in located.repeated
    ]
    found += shape_problems(located, _FILE)
    if not found:
        found += _missing(located, tuple(_FILE), ())
    if not found:
        found += _header(located, checklist)
        found += _ids(located)
        for index in range(len(located.data["clauses"])):
            found += _clause(located, index, checklist)
    return tuple(sorted(found, key=lambda problem: problem.line or 0))


def _missing(located: Located, fields: tuple[str, ...], place: Place) -> Iterator[Problem]:
    table = _at(located, place)
    for field in fields:
        if not table.get(field):
            message = Message("‹%(field)s› is missing or empty.", field=field)
            yield Problem("missing_field", message, located.line(*place, field) or 1)


def _header(located: Located, checklist: Checklist) -> Iterator[Problem]:
    data = located.data
    groups = {group.id for group in checklist.groups}
    for field, known in (("checklist", {checklist.id}), ("group", groups)):
        if data[field] not in known:
            message = Message(
                "‹%(value)s› is not known here; it may be %(known)s.",
                value=data[field],
                known=", ".join(sorted(known)),
            )
            yield Problem(f"unknown_{field}", message, located.line(field))


def _ids(located: Located) -> Iterator[Problem]:
    for rows, place in _tables_with_ids(located.data):
        seen: set[Any] = set()
        for index, row in enumerate(rows):
            line = located.line(*place, index, "id")
            name = str(row.get("id", ""))
            if not _ID.fullmatch(name):
                message = Message(
                    "The id ‹%(id)s› must be small letters, digits and hyphens.", id=name
                )
                yield Problem("bad_id", message, line)
            elif name in seen:
                message = Message("The id ‹%(id)s› is used twice; ids are unique.", id=name)
                yield Problem("duplicate_id", message, line)
            seen.add(name)


def _tables_with_ids(data: Any) -> Iterator[tuple[list[dict[str, Any]], Place]]:
    yield data["clauses"], ("clauses",)
    for index, clause in enumerate(data["clauses"]):
        yield clause.get("options", []), ("clauses", index, "options")


def _clause(located: Located, index: int, checklist: Checklist) -> Iterator[Problem]:
    place: Place = ("clauses", index)
    clause = _at(located, place)
    yield from _missing(located, ("provisions",), place)
    yield from _provisions(located, place, checklist)
    for field in _BILINGUAL:
        yield from _both_languages(located, (*place, field))
    yield from _texts(located, (*place, "text"))
    for number in range(len(clause.get("options", []))):
        option = (*place, "options", number)
        yield from _provisions(located, option, checklist)
        yield from _both_languages(located, (*option, "label"))
        yield from _both_languages(located, (*option, "text"))
        yield from _texts(located, (*option, "text"))


def _provisions(located: Located, place: Place, checklist: Checklist) -> Iterator[Problem]:
    for number, provision_id in enumerate(_at(located, place).get("provisions", ())):
        if checklist.provision(provision_id) is None:
            message = Message(
                "The checklist %(checklist)s has no provision ‹%(provision)s›; "
                "`milex checklist show` lists them.",
                checklist=checklist.id,
                provision=provision_id,
            )
            line = located.line(*place, "provisions", number)
            yield Problem("unknown_provision", message, line)


def _both_languages(located: Located, place: Place) -> Iterator[Problem]:
    texts = _at(located, place)
    for language in KNOWN_LANGUAGES:
        if not str(texts.get(language) or "").strip():
            message = Message(
                "‹%(field)s› has no text in ‹%(language)s›.", field=place[-1], language=language
            )
            yield Problem("missing_language", message, located.line(*place, language))
        elif found := _PERSONS_ILLEGAL.search(str(texts[language])):
            message = Message(
                "‹%(words)s›: a person is in an irregular situation, never illegal.",
                words=found.group(),
            )
            yield Problem("persons_illegal", message, located.line(*place, language))


def _texts(located: Located, place: Place) -> Iterator[Problem]:
    """Faults of a clause's text: its brackets, its points, and points that its twin lacks."""
    points = {}
    for language, value in _at(located, place).items():
        text = str(value or "")
        line = located.line(*place, language)
        if _EMPTY_BRACKETS.search(text) or text.count("[") != text.count("]"):
            message = Message("A placeholder is empty, or its bracket is not closed.")
            yield Problem("broken_placeholder", message, line)
        points[language] = "".join(_POINT.findall(text))
        if not _in_sequence(points[language]):
            message = Message(
                "The points run %(points)s; each list begins with a and leaves none out.",
                points=", ".join(points[language]),
            )
            yield Problem("points_out_of_order", message, line)
    if len(set(points.values())) > 1:
        message = Message("The texts have other points in one language than in the other.")
        yield Problem("points_differ", message, located.line(*place))


def _in_sequence(letters: str) -> bool:
    """Whether ``letters`` are lists that each run from a on."""
    before = ""
    for letter in letters:
        if letter != "a" and (not before or ord(letter) != ord(before) + 1):
            return False
        before = letter
    return True


def _at(located: Located, place: Place) -> dict[str, Any]:
    """The table at ``place``; an empty one where the file has none."""
    value: Any = located.data
    for step in place:
        value = value[step] if isinstance(step, int) else (value or {}).get(step)
    return value or {}
