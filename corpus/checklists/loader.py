"""Checklist files as ``Checklist``; the rules they must keep are in ``linter``."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from corpus.checklists.linter import problems_of
from corpus.checklists.located import Located, read_located
from corpus.checklists.model import (
    NO_PHRASES,
    Change,
    Checklist,
    Element,
    Example,
    Expected,
    Frame,
    Group,
    Limit,
    NeverEvidence,
    Phrases,
    Provision,
    References,
    Regime,
    Review,
    Revision,
    Source,
    StateGroup,
)
from corpus.checklists.patterns import parse_pattern
from corpus.errors import InvalidChecklist
from i18n.messages import Message

DEFAULT_CHECKLIST: Final = "milex-un-tip-som"
_FOLDER: Final = Path(__file__).parent


@cache
def bundled_checklists() -> Mapping[str, Checklist]:
    """The checklists beside this module, by id; loaded once."""
    loaded = (load_checklist(path) for path in bundled_paths())
    return MappingProxyType({checklist.id: checklist for checklist in loaded})


def bundled_paths() -> tuple[Path, ...]:
    """The checklist files beside this module."""
    return tuple(sorted(_FOLDER.glob("*.yaml")))


def load_checklist(path: Path) -> Checklist:
    """The checklist in the file ``path``.

    Raises:
        InvalidChecklist: the file cannot be read, is not YAML, or breaks a rule of the
            linter; the message tells the first problem and how many there are.
    """
    located = read_checklist(path)
    if problems := problems_of(located):
        raise InvalidChecklist(
            Message(
                "%(path)s line %(line)s: %(problem)s Problems in this checklist: %(count)s.",
                path=path.name,
                line=problems[0].line or 1,
                problem=problems[0].message,
                count=len(problems),
            )
        )
    return checklist_of(located)


def read_checklist(path: Path) -> Located:
    """The values of the file ``path`` with their lines; its rules are not looked at.

    Raises:
        InvalidChecklist: the file cannot be read, is empty, or is not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidChecklist(
            Message(
                "%(path)s cannot be read as a checklist (%(reason)s); "
                "it must be a YAML file in UTF-8.",
                path=str(path),
                reason=str(error),
            )
        ) from error
    return read_located(text, path.name)


def checklist_of(located: Located) -> Checklist:
    """The checklist that a file without problems holds."""
    data = located.data
    return Checklist(
        id=data["checklist"],
        version=str(data["version"]),
        status=data["status"],
        date=str(data["date"]),
        title=MappingProxyType(data["title"]),
        instruments=MappingProxyType(
            {code: MappingProxyType(name) for code, name in data["instruments"].items()}
        ),
        groups=tuple(
            Group(id=key, label=MappingProxyType(label)) for key, label in data["groups"].items()
        ),
        provisions=tuple(_provision(item) for item in data["items"]),
        regimes=tuple(_regime(key, value) for key, value in data["regimes"].items()),
        frames=tuple(_frame(key, value) for key, value in data.get("frames", {}).items()),
        limits=tuple(
            Limit(
                key,
                MappingProxyType(value["label"]),
                _phrases(value),
                value.get("reach", "after"),
                _phrases(value.get("lifted", {})),
                tuple(value.get("only_in", ())),
                tuple(value.get("unless", ())),
            )
            for key, value in data.get("limits", {}).items()
        ),
        states=tuple(
            StateGroup(key, MappingProxyType(value["label"]), frozenset(value["countries"]))
            for key, value in data.get("states", {}).items()
        ),
        never=NeverEvidence(
            **{part: _phrases(value) for part, value in data.get("never", {}).items()}
        ),
        references=_references(data.get("references", {})),
        changes=tuple(
            Change(version=str(row["version"]), date=str(row["date"]), text=row["text"])
            for row in data["changes"]
        ),
        sha256=_sha256(data),
    )


def _sha256(data: dict[str, Any]) -> str:
    """The fingerprint of a file's values in their order; YAML's dates count as written."""
    return hashlib.sha256(json.dumps(data, default=str).encode()).hexdigest()


def _references(value: dict[str, Any]) -> References:
    return References(
        meaning=_phrases(value.get("meaning", {})),
        instruments=MappingProxyType(
            {code: _phrases(names) for code, names in value.get("instruments", {}).items()}
        ),
        other_law=_phrases(value.get("other_law", {})),
        general_law=_phrases(value.get("general_law", {})),
    )


def _provision(item: dict[str, Any]) -> Provision:
    return Provision(
        id=item["id"],
        group=item["group"],
        level=item["level"],
        sources=tuple(Source(row["instrument"], str(row["article"])) for row in item["source"]),
        label=MappingProxyType(item["label"]),
        question=MappingProxyType(item["question"]),
        elements=_elements(item["elements"]),
        full=item["full"],
        partial=item["partial"],
        scope=item["scope"],
        regimes=tuple(item["regime"]),
        negatives=_phrases(item.get("negative", {})),
        note=item.get("note", ""),
        since=str(item.get("since", "0.1.0")),
        limits=tuple(item.get("limits", ())),
        frames=tuple(item.get("frames", ())),
        offence=tuple(item.get("offence", ())),
        silent=bool(item.get("silent", False)),
        breadth_of=item.get("breadth_of", ""),
        needs=tuple(item.get("needs", ())),
        absent_is_broader=bool(item.get("absent_is_broader", False)),
        prevails=bool(item.get("prevails", False)),
        not_for=tuple(item.get("not_for", ())),
        tests=tuple(_examples(item.get("tests", {}))),
        review=_review(item.get("review", {})),
        changes=tuple(
            Revision(str(row["version"]), row.get("text", ""), row.get("level"))
            for row in item.get("changes", ())
        ),
    )


def _review(review: dict[str, Any]) -> Review:
    return Review(
        status=review.get("status", "unreviewed"),
        by=str(review.get("by", "")),
        date=str(review.get("date", "")),
    )


def _examples(tests: dict[str, list[dict[str, Any]]]) -> Iterator[Example]:
    """Examples language by language; each row is one verdict with a text or a list of them."""
    for language, rows in tests.items():
        for row in rows:
            for expected, text in row.items():
                articles = (text,) if isinstance(text, str) else tuple(text)
                yield Example(language, cast(Expected, expected), articles)


def _elements(parts: dict[str, Any]) -> tuple[Element, ...]:
    return tuple(
        Element(
            name=name,
            patterns=_phrases(value),
            label=MappingProxyType(value["label"]),
            role=value.get("role", "evidence"),
            near=value.get("near", "article"),
        )
        for name, value in parts.items()
    )


def _regime(key: str, value: dict[str, Any]) -> Regime:
    return Regime(
        id=key,
        label=MappingProxyType(value["label"]),
        topics=tuple(value.get("topics", ())),
        title=_phrases(value.get("title", {})),
        text=_phrases(value.get("text", {})),
        within=MappingProxyType(value.get("within", {})),
        frames=tuple(value.get("frames", ())),
        rivals=tuple(value.get("rivals", ())),
        yields_to=tuple(value.get("yields_to", ())),
    )


def _frame(key: str, value: dict[str, Any]) -> Frame:
    return Frame(id=key, label=MappingProxyType(value["label"]), parts=_elements(value["elements"]))


def _phrases(value: dict[str, Any]) -> Phrases:
    """``value``'s patterns by language; keys that are no language (``role``) are left out."""
    found = {
        key: tuple(parse_pattern(str(source)) for source in sources)
        for key, sources in value.items()
        if isinstance(sources, list)
    }
    return MappingProxyType(found) if found else NO_PHRASES
