"""The rules that a checklist file keeps, checked with the line of each breach.

``lint`` is for the person who edits a file: it tells everything at once. The loader
refuses a file with any of these problems.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

from corpus.checklists.history import history_problems
from corpus.checklists.located import Located, Place, read_located
from corpus.checklists.model import LEVELS, Expected, Near, Reach, Role, Rule, Scope
from corpus.checklists.patterns import Pattern, Step, WordPattern, parse_pattern
from corpus.checklists.shapes import shape_problems
from corpus.errors import InvalidChecklist
from corpus.problems import Problem
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message

_TOP: Final = (
    "checklist",
    "version",
    "status",
    "date",
    "title",
    "instruments",
    "groups",
    "regimes",
    "items",
    "changes",
)
_ITEM: Final = (
    "id",
    "group",
    "level",
    "source",
    "label",
    "question",
    "full",
    "partial",
    "scope",
    "regime",
    "elements",
)
_CLOSED: Final = {
    "level": LEVELS,
    "full": get_args(Rule),
    "partial": get_args(Rule),
    "scope": get_args(Scope),
}

# Fields of an item that hold keys of a section of the file.
_REFERRING: Final = {
    "regime": "regimes",
    "frames": "frames",
    "offence": "frames",
    "limits": "limits",
    "not_for": "states",
}


def lint(path: Path) -> tuple[Problem, ...]:
    """Every problem of the checklist file ``path``, in the file's order; empty when it is sound.

    Raises:
        InvalidChecklist: the file is not YAML at all.
    """
    return problems_of(read_located(path.read_text(encoding="utf-8"), path.name))


def problems_of(located: Located) -> tuple[Problem, ...]:
    """Every problem of a checklist that has been read, in the file's order."""
    found = list(_repeated_keys(located))
    unlike = list(shape_problems(located))
    if isinstance(located.data, dict):
        unlike += _missing(located, _TOP, ())
    if unlike:
        return _in_order([*found, *unlike])
    found += _headers(located)
    found += _ids(located)
    for index in range(len(located.data["items"])):
        found += _item(located, index)
    return _in_order(found)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _repeated_keys(located: Located) -> Iterator[Problem]:
    for place in located.repeated:
        yield Problem(
            "repeated_key",
            Message("‹%(key)s› stands twice here; only the last one would count.", key=place[-1]),
            located.line(*place),
        )


def _missing(located: Located, keys: tuple[str, ...], place: Place) -> Iterator[Problem]:
    value = _at(located, place)
    for key in keys:
        if not isinstance(value, dict) or value.get(key) in (None, "", [], {}):
            code = "unsourced" if key == "source" else "missing_field"
            code = "ungrouped" if key == "group" else code
            message = Message("‹%(field)s› is missing or empty.", field=key)
            yield Problem(code, message, located.line(*place) or 1)


def _headers(located: Located) -> Iterator[Problem]:
    yield from _languages(located, ("title",))
    for number in range(len(located.data["changes"])):
        yield from _missing(located, ("version", "date", "text"), ("changes", number))
    for section in ("instruments", "groups", "regimes", "frames", "limits", "states"):
        for key in located.data.get(section, {}):
            bare = section in {"instruments", "groups"}
            place: Place = (section, key) if bare else (section, key, "label")
            yield from _languages(located, place)
    for key in located.data["regimes"]:
        for part in ("title", "text"):
            yield from _phrases(located, ("regimes", key, part))
    for key in located.data.get("frames", {}):
        yield from _elements(located, ("frames", key, "elements"))
    for key, limit in located.data.get("limits", {}).items():
        yield from _phrases(located, ("limits", key))
        yield from _phrases(located, ("limits", key, "lifted"))
        if (reach := limit.get("reach", "after")) not in get_args(Reach):
            yield _unknown(
                located, ("limits", key, "reach"), "unknown_reach", reach, get_args(Reach)
            )
    for part in located.data.get("never", {}):
        yield from _phrases(located, ("never", part))
    yield from _reference_words(located)


def _reference_words(located: Located) -> Iterator[Problem]:
    for part in ("meaning", "other_law", "general_law"):
        yield from _phrases(located, ("references", part))
    for code in located.data.get("references", {}).get("instruments", {}):
        yield from _phrases(located, ("references", "instruments", code))
        if code not in located.data["instruments"]:
            known = tuple(located.data["instruments"])
            where = ("references", "instruments", code)
            yield _unknown(located, where, "unknown_instrument", code, known)


def _ids(located: Located) -> Iterator[Problem]:
    first: dict[str, int | None] = {}
    for index, item in enumerate(located.data["items"]):
        line = located.line("items", index, "id")
        item_id = item.get("id") if isinstance(item, dict) else None
        if item_id in first:
            yield Problem(
                "duplicate_id",
                Message(
                    "The id ‹%(id)s› is used twice (first at line %(first)s); "
                    "ids are unique and never change.",
                    id=item_id,
                    first=first[item_id],
                ),
                line,
            )
        elif item_id:
            first[item_id] = line


def _item(located: Located, index: int) -> Iterator[Problem]:
    place: Place = ("items", index)
    missing = tuple(_missing(located, _ITEM, place))
    yield from missing
    if missing:
        return
    item = _at(located, place)
    for field, allowed in _CLOSED.items():
        if item[field] not in allowed:
            yield _unknown(located, (*place, field), f"unknown_{field}", item[field], allowed)
    yield from _references(located, place, item)
    for field in ("label", "question"):
        yield from _languages(located, (*place, field))
    yield from _elements(located, (*place, "elements"))
    yield from _phrases(located, (*place, "negative"), both=False)
    yield from _cancelled(located, place, item)
    yield from history_problems(located, index)
    if "tests" in item:
        yield from _examples(located, (*place, "tests"))


def _references(located: Located, place: Place, item: dict[str, Any]) -> Iterator[Problem]:
    data = located.data
    if item["group"] not in data["groups"]:
        where = (*place, "group")
        yield _unknown(located, where, "ungrouped", item["group"], tuple(data["groups"]))
    for number, row in enumerate(item["source"]):
        where = (*place, "source", number)
        code = str(row.get("instrument")) if isinstance(row, dict) else str(row)
        if code not in data["instruments"]:
            known = tuple(data["instruments"])
            yield _unknown(located, where, "unknown_instrument", code, known)
        elif not row.get("article"):
            message = Message("A source needs an article of ‹%(code)s›.", code=code)
            yield Problem("unsourced", message, located.line(*where))
    for field, section in _REFERRING.items():
        for number, key in enumerate(item.get(field, ())):
            if key not in data.get(section, {}):
                known = tuple(data.get(section, {}))
                yield _unknown(located, (*place, field, number), f"unknown_{field}", key, known)
    ids = {other["id"] for other in data["items"] if isinstance(other, dict) and "id" in other}
    for field in ("needs", "breadth_of"):
        value = item.get(field) or ()
        for needed in (value,) if isinstance(value, str) else value:
            if needed not in ids:
                message = Message("‹%(id)s› is no item of this checklist.", id=needed)
                yield Problem("unknown_item", message, located.line(*place, field))


def _elements(located: Located, place: Place) -> Iterator[Problem]:
    roles = []
    for name, element in _at(located, place).items():
        where = (*place, name)
        role = element.get("role", "evidence")
        roles.append(role)
        if role not in get_args(Role):
            yield _unknown(located, (*where, "role"), "unknown_role", role, get_args(Role))
        near = element.get("near", "article")
        if near not in get_args(Near):
            yield _unknown(located, (*where, "near"), "unknown_near", near, get_args(Near))
        yield from _languages(located, (*where, "label"))
        yield from _phrases(located, where)
    if "evidence" not in roles:
        message = Message("No element is evidence: context alone never proves anything.")
        yield Problem("no_evidence", message, located.line(*place))


def _examples(located: Located, place: Place) -> Iterator[Problem]:
    """What is wrong with the form of an item's tests; whether they hold the comparator tells."""
    yield from _languages(located, place)
    tests = _at(located, place)
    for language in KNOWN_LANGUAGES:
        rows = tests.get(language) if isinstance(tests, dict) else None
        for number, row in enumerate(rows or ()):
            where = (*place, language, number)
            if not isinstance(row, dict) or not all(_is_text(text) for text in row.values()):
                message = Message("A test is a verdict with a text, or with a list of articles.")
                yield Problem("malformed_test", message, located.line(*where))
                continue
            for verdict in row:
                if verdict not in get_args(Expected):
                    yield _unknown(located, where, "unknown_verdict", verdict, get_args(Expected))


def _is_text(value: object) -> bool:
    texts = value if isinstance(value, list) else [value]
    return bool(texts) and all(isinstance(text, str) and text.strip() for text in texts)


def _phrases(located: Located, place: Place, *, both: bool = True) -> Iterator[Problem]:
    value = _at(located, place)
    if value is None:
        return
    if both:
        yield from _languages(located, place)
    for language in KNOWN_LANGUAGES:
        for number, source in enumerate(value.get(language) or ()):
            try:
                parse_pattern(str(source))
            except InvalidChecklist as error:
                where = (*place, language, number)
                yield Problem("unparsable_pattern", error.message, located.line(*where))


def _languages(located: Located, place: Place) -> Iterator[Problem]:
    value = _at(located, place)
    for language in KNOWN_LANGUAGES:
        if not isinstance(value, dict) or not value.get(language):
            yield Problem(
                "missing_language",
                Message(
                    "‹%(field)s› lacks its ‹%(language)s› version.",
                    field=str(place[-1]),
                    language=language,
                ),
                located.line(*place),
            )


def _cancelled(located: Located, place: Place, item: dict[str, Any]) -> Iterator[Problem]:
    """Patterns that can never count, because every match would hold a negative's words."""
    for language in KNOWN_LANGUAGES:
        negatives = [
            phrase
            for pattern in _parsed(item.get("negative", {}).get(language))
            for phrase in _phrases_of(pattern.steps)
        ]
        for name, element in item["elements"].items():
            for number, pattern in enumerate(_parsed(element.get(language))):
                phrases = _phrases_of(pattern.steps)
                if phrases and all(_holds_any(phrase, negatives) for phrase in phrases):
                    yield Problem(
                        "never_matches",
                        Message(
                            "The pattern ‹%(pattern)s› can never count: "
                            "a negative cancels all of its matches.",
                            pattern=pattern.source,
                        ),
                        located.line(*place, "elements", name, language, number),
                    )


def _parsed(sources: list[Any] | None) -> Iterator[Pattern]:
    for source in sources or ():
        try:
            yield parse_pattern(str(source))
        except InvalidChecklist:
            continue  # told as unparsable_pattern


def _phrases_of(steps: tuple[Step, ...]) -> list[tuple[WordPattern, ...]]:
    """The phrases without gaps that the steps spell; none where a gap leaves them open."""
    phrases: list[tuple[WordPattern, ...]] = [()]
    for step in steps:
        if step.gap:
            return []
        phrases = [(*phrase, *words) for phrase in phrases for words in step.alternatives]
    return phrases


def _holds_any(phrase: tuple[WordPattern, ...], negatives: list[tuple[WordPattern, ...]]) -> bool:
    words = [word.pieces for word in phrase]
    return any(
        all(_covers(negative[k], words[start + k]) for k in range(len(negative)))
        for negative in negatives
        for start in range(len(words) - len(negative) + 1)
    )


def _covers(wider: WordPattern, pieces: tuple[str, ...]) -> bool:
    """Whether ``wider`` matches every word that ``pieces`` matches."""
    if len(pieces) == 1:
        return wider.matches(pieces[0])
    return wider.pieces == pieces or (
        len(wider.pieces) == 2 and not wider.pieces[1] and pieces[0].startswith(wider.pieces[0])
    )


def _unknown(
    located: Located, place: Place, code: str, value: object, allowed: tuple[str, ...]
) -> Problem:
    message = Message(
        "‹%(value)s› is not known as ‹%(field)s›; known are: %(allowed)s.",
        value=value,
        field=str(place[-1] if isinstance(place[-1], str) else place[-2]),
        allowed=", ".join(allowed),
    )
    return Problem(code, message, located.line(*place))


def _at(located: Located, place: Place) -> Any:
    value = located.data
    for key in place:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value
