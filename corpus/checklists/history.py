"""What a checklist file says of its own past: changes, levels and reviews.

An id never changes its meaning, and a level changes only with a note that says why: a
national law that was found short of it yesterday may be found in order tomorrow.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Any, Final, get_args

from corpus.checklists.located import Located, Place
from corpus.checklists.model import LEVELS, ReviewStatus
from corpus.problems import Problem
from i18n.messages import Message

_NUMBER: Final = re.compile(r"\d+")


def history_problems(located: Located, index: int) -> Iterator[Problem]:
    """What is wrong with the changes, the level's past and the review of item ``index``."""
    item: dict[str, Any] = located.data["items"][index]
    place: Place = ("items", index)
    yield from _revisions(located, place, item)
    yield from _level(located, place, item)
    yield from _review(located, place, item)


def _revisions(located: Located, place: Place, item: dict[str, Any]) -> Iterator[Problem]:
    for number, row in enumerate(item.get("changes", ())):
        where = (*place, "changes", number)
        if not row.get("version") or (number and not row.get("text")):
            message = Message("A change needs its version and a text that says why.")
            yield Problem("change_without_note", message, located.line(*where))
        if row.get("level", LEVELS[0]) not in LEVELS:
            message = Message(
                "‹%(level)s› is not known as a level; known are: %(allowed)s.",
                level=row["level"],
                allowed=", ".join(LEVELS),
            )
            yield Problem("unknown_level", message, located.line(*where))


def _level(located: Located, place: Place, item: dict[str, Any]) -> Iterator[Problem]:
    """A level other than the last one that the item's changes tell, without a note."""
    told = [row for row in item.get("changes", ()) if row.get("level")]
    if not told or told[-1]["level"] == item["level"]:
        return
    since = _version(told[-1].get("version"))
    if any(
        _version(row.get("version")) > since and _names(str(row.get("text")), item["id"])
        for row in located.data["changes"]
    ):
        return
    message = Message(
        "The level of ‹%(id)s› was ‹%(before)s› and is now ‹%(now)s›; "
        "say in its ‹changes› since which version, and why.",
        id=item["id"],
        before=told[-1]["level"],
        now=item["level"],
    )
    yield Problem("level_change_without_note", message, located.line(*place, "level"))


def _review(located: Located, place: Place, item: dict[str, Any]) -> Iterator[Problem]:
    review = item.get("review", {})
    status = review.get("status", "unreviewed")
    where = (*place, "review")
    if status not in get_args(ReviewStatus):
        message = Message(
            "‹%(status)s› is no state of a review; known are: %(allowed)s.",
            status=status,
            allowed=", ".join(get_args(ReviewStatus)),
        )
        yield Problem("unknown_review", message, located.line(*where, "status"))
    elif status != "unreviewed" and not (review.get("by") and _is_day(review.get("date"))):
        message = Message("A review needs who (‹by›) and when (‹date›, such as 2026-01-31).")
        yield Problem("unsigned_review", message, located.line(*where))


def _names(text: str, item_id: str) -> bool:
    """Whether ``text`` names the whole id, not one that begins like it."""
    return re.search(rf"(?<![\w.]){re.escape(item_id)}(?![\w]|\.\w)", text) is not None


def _version(value: object) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBER.findall(str(value)))


def _is_day(value: object) -> bool:
    try:
        datetime.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
