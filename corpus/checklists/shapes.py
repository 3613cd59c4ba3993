"""Which fields a checklist file has, and whether each is a text, a list or a table.

Checked before the rules of ``linter``, which may then trust the shape of what they read.
Files of other kinds (``corpus.clauses``) bring a shape of their own.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

from corpus.checklists.located import Located, Place
from corpus.problems import Problem
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message

TEXT: Final = "text"  # also a number or a date
_ANY: Final = "any"  # judged by a rule of the linter
_EVERY: Final = "*"  # any key

LABEL: Final = dict.fromkeys(KNOWN_LANGUAGES, TEXT)
_PHRASES: Final = {language: [TEXT] for language in KNOWN_LANGUAGES}
_ELEMENTS: Final = {_EVERY: {"label": LABEL, "role": TEXT, "near": TEXT, **_PHRASES}}
_ITEM: Final = {
    "id": TEXT,
    "since": TEXT,
    "group": TEXT,
    "source": [_ANY],
    "level": TEXT,
    "label": LABEL,
    "question": LABEL,
    "full": TEXT,
    "partial": TEXT,
    "scope": TEXT,
    "elements": _ELEMENTS,
    "negative": _PHRASES,
    "note": TEXT,
    "regime": [TEXT],
    "frames": [TEXT],
    "offence": [TEXT],
    "limits": [TEXT],
    "silent": TEXT,
    "breadth_of": TEXT,
    "needs": [TEXT],
    "absent_is_broader": TEXT,
    "prevails": TEXT,
    "not_for": [TEXT],
    "review": {"status": TEXT, "by": TEXT, "date": TEXT},
    "changes": [{"version": TEXT, "level": TEXT, "text": TEXT}],
    "tests": {language: [_ANY] for language in KNOWN_LANGUAGES},
}
_FILE: Final = MappingProxyType(
    {
        "checklist": TEXT,
        "version": TEXT,
        "status": TEXT,
        "date": TEXT,
        "title": LABEL,
        "languages": [TEXT],
        "changes": [{"version": TEXT, "date": TEXT, "text": TEXT}],
        "instruments": {_EVERY: LABEL},
        "groups": {_EVERY: LABEL},
        "regimes": {
            _EVERY: {
                "label": LABEL,
                "topics": [TEXT],
                "title": _PHRASES,
                "text": _PHRASES,
                "within": {_EVERY: TEXT},
                "frames": [TEXT],
                "rivals": [TEXT],
                "yields_to": [TEXT],
            }
        },
        "frames": {_EVERY: {"label": LABEL, "elements": _ELEMENTS}},
        "limits": {
            _EVERY: {
                "label": LABEL,
                "reach": TEXT,
                "lifted": _PHRASES,
                "only_in": [TEXT],
                "unless": [TEXT],
                **_PHRASES,
            }
        },
        "states": {_EVERY: {"label": LABEL, "countries": [TEXT]}},
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


def shape_problems(located: Located, shape: Mapping[str, Any] = _FILE) -> Iterator[Problem]:
    """Every value of another kind than its field asks for, and every field of no use.

    ``shape`` names the fields: ``TEXT``, a list with the shape of its rows, or a table.
    """
    yield from _unlike(located, located.data, dict(shape), ())


def _unlike(located: Located, value: Any, shape: Any, place: Place) -> Iterator[Problem]:
    if shape == _ANY:
        return
    if shape == TEXT:
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
