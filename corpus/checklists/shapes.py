"""Which fields a checklist file has, and whether each is a text, a list or a table.

Checked before the rules of ``linter``, which may then trust the shape of what they read.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

from corpus.checklists.located import Located, Place
from corpus.problems import Problem
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message

_TEXT: Final = "text"  # also a number or a date
_ANY: Final = "any"  # judged by a rule of the linter
_EVERY: Final = "*"  # any key

_LABEL: Final = dict.fromkeys(KNOWN_LANGUAGES, _TEXT)
_PHRASES: Final = {language: [_TEXT] for language in KNOWN_LANGUAGES}
_ELEMENTS: Final = {_EVERY: {"label": _LABEL, "role": _TEXT, "near": _TEXT, **_PHRASES}}
_ITEM: Final = {
    "id": _TEXT,
    "since": _TEXT,
    "group": _TEXT,
    "source": [_ANY],
    "level": _TEXT,
    "label": _LABEL,
    "question": _LABEL,
    "full": _TEXT,
    "partial": _TEXT,
    "scope": _TEXT,
    "elements": _ELEMENTS,
    "negative": _PHRASES,
    "note": _TEXT,
    "regime": [_TEXT],
    "frames": [_TEXT],
    "offence": [_TEXT],
    "limits": [_TEXT],
    "silent": _TEXT,
    "breadth_of": _TEXT,
    "needs": [_TEXT],
    "absent_is_broader": _TEXT,
    "prevails": _TEXT,
    "not_for": [_TEXT],
    "review": {"status": _TEXT, "by": _TEXT, "date": _TEXT},
    "changes": [{"version": _TEXT, "level": _TEXT, "text": _TEXT}],
    "tests": {language: [_ANY] for language in KNOWN_LANGUAGES},
}
_FILE: Final = MappingProxyType(
    {
        "checklist": _TEXT,
        "version": _TEXT,
        "status": _TEXT,
        "date": _TEXT,
        "title": _LABEL,
        "languages": [_TEXT],
        "changes": [{"version": _TEXT, "date": _TEXT, "text": _TEXT}],
        "instruments": {_EVERY: _LABEL},
        "groups": {_EVERY: _LABEL},
        "regimes": {
            _EVERY: {
                "label": _LABEL,
                "topics": [_TEXT],
                "title": _PHRASES,
                "text": _PHRASES,
                "within": {_EVERY: _TEXT},
                "frames": [_TEXT],
                "rivals": [_TEXT],
                "yields_to": [_TEXT],
            }
        },
        "frames": {_EVERY: {"label": _LABEL, "elements": _ELEMENTS}},
        "limits": {_EVERY: {"label": _LABEL, "reach": _TEXT, "lifted": _PHRASES, **_PHRASES}},
        "states": {_EVERY: {"label": _LABEL, "countries": [_TEXT]}},
        "never": {
            "names": _PHRASES,
            "sentences": _PHRASES,
            "headings": _PHRASES,
            "definitions": _PHRASES,
            "notes": _PHRASES,
            "earlier": _PHRASES,
            "denials": _PHRASES,
        },
        "references": {
            "meaning": _PHRASES,
            "instruments": {_EVERY: _PHRASES},
            "other_law": _PHRASES,
            "general_law": _PHRASES,
        },
        "items": [_ITEM],
    }
)


def shape_problems(located: Located) -> Iterator[Problem]:
    """Every value of another kind than its field asks for, and every field of no use."""
    yield from _unlike(located, located.data, dict(_FILE), ())


def _unlike(located: Located, value: Any, shape: Any, place: Place) -> Iterator[Problem]:
    if shape == _ANY:
        return
    if shape == _TEXT:
        if isinstance(value, dict | list):
            yield _wrong(located, place, Message("‹%(field)s› must be a text.", field=_name(place)))
    elif isinstance(shape, list):
        if not isinstance(value, list):
            message = Message("‹%(field)s› must be a list, a line a point.", field=_name(place))
            yield _wrong(located, place, message)
            return
        for number, row in enumerate(value):
            if row is None:
                message = Message("A point of ‹%(field)s› is empty.", field=_name(place))
                yield _wrong(located, (*place, number), message)
            else:
                yield from _unlike(located, row, shape[0], (*place, number))
    elif not isinstance(value, dict):
        message = Message("‹%(field)s› must be a table of names and values.", field=_name(place))
        yield _wrong(located, place, message)
    else:
        yield from _fields_unlike(located, value, shape, place)


def _fields_unlike(
    located: Located, table: dict[Any, Any], shape: dict[str, Any], place: Place
) -> Iterator[Problem]:
    for key, value in table.items():
        where = (*place, str(key))
        known = shape.get(_EVERY) or shape.get(str(key))
        if known is None:
            likely = get_close_matches(str(key), shape, n=1)
            message = Message("‹%(field)s› is no field that is read here.", field=str(key))
            if likely:
                message = Message(
                    "‹%(field)s› is no field that is read here; did you mean ‹%(likely)s›?",
                    field=str(key),
                    likely=likely[0],
                )
            yield Problem("unknown_field", message, located.line(*where))
        else:
            yield from _unlike(located, value, known, where)


def _name(place: Place) -> str:
    """The field that ``place`` stands in; a file as a whole has none."""
    return next((str(key) for key in reversed(place) if isinstance(key, str)), "items")


def _wrong(located: Located, place: Place, message: Message) -> Problem:
    return Problem("wrong_shape", message, located.line(*place) or 1)
