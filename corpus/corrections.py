"""A corrected outline: what ``milex outline --json`` printed, after a person's hand.

Only ``articles`` is read: each with ``line`` and ``num``, and where wanted ``heading``
and ``quoted``. The other keys may stay, as they were printed, and change nothing. See
docs/decisions/0010-a-corrected-outline-lists-articles.md.
"""

import itertools
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from corpus.errors import InvalidOutline
from corpus.segmenter import Cut
from i18n.messages import Message

PRINTED: Final = frozenset(
    {
        "language",
        "articles",
        "divisions",
        "quoted_articles",
        "quotations",
        "annexed_series",
        "problems",
        "conservation",
    }
)
OF_ARTICLES: Final = frozenset({"num", "eid", "heading", "chars", "line", "quoted"})
_SERIES: Final = re.compile(r"[td]:")  # how an outline marks closing series
_LONGEST_NUMBER: Final = 40  # characters


def read_cuts(data: bytes, name: str) -> tuple[Cut, ...]:
    """The articles that the corrected outline ``data`` lists, in their order.

    Raises:
        InvalidOutline: ``data`` is not of the accepted form.
    """
    try:
        outline = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidOutline(
            Message(
                "%(name)s is not valid JSON (%(detail)s); a corrected outline is what"
                " `milex outline --json` prints.",
                name=name,
                detail=str(error)[:120],
            )
        ) from None
    if not isinstance(outline, dict) or not isinstance(outline.get("articles"), list):
        raise InvalidOutline(
            Message(
                "%(name)s has no list of articles; a corrected outline is what"
                " `milex outline --json` prints.",
                name=name,
            )
        )
    _refuse_unknown(outline, PRINTED, name, Message("the outline"))
    cuts = tuple(
        _cut(item, name, position) for position, item in enumerate(outline["articles"], start=1)
    )
    _check_order(cuts, name)
    return cuts


def _cut(item: Any, name: str, position: int) -> Cut:
    where = Message("article %(position)s of the list", position=position)
    if not isinstance(item, dict):
        raise _wrong(name, where, "line", Message("a whole number from 1"))
    _refuse_unknown(item, OF_ARTICLES, name, where)
    line, num = item.get("line"), item.get("num")
    if not isinstance(line, int) or isinstance(line, bool) or line < 1:
        raise _wrong(name, where, "line", Message("a whole number from 1"))
    num = " ".join(_SERIES.sub("", num, count=1).split()) if isinstance(num, str) else ""
    if not num or len(num) > _LONGEST_NUMBER:
        raise _wrong(name, where, "num", Message("the article's number as text, such as “5 bis”"))
    heading, quoted = item.get("heading"), item.get("quoted", False)
    if heading is not None and not isinstance(heading, str):
        raise _wrong(name, where, "heading", Message("text, or empty text where there is none"))
    if not isinstance(quoted, bool):
        raise _wrong(name, where, "quoted", Message("true or false"))
    return Cut(line, num, None if heading is None else " ".join(heading.split()), quoted)


def _refuse_unknown(
    value: Mapping[str, Any], known: frozenset[str], name: str, where: Message
) -> None:
    unknown = sorted(set(value) - known)
    if unknown:
        raise InvalidOutline(
            Message(
                "%(name)s: %(where)s has the unknown key ‹%(key)s›; known are %(known)s.",
                name=name,
                where=where,
                key=unknown[0],
                known=", ".join(sorted(known)),
            )
        )


def _wrong(name: str, where: Message, key: str, accepted: Message) -> InvalidOutline:
    return InvalidOutline(
        Message(
            "%(name)s: ‹%(key)s› of %(where)s must be %(accepted)s.",
            name=name,
            key=key,
            where=where,
            accepted=accepted,
        )
    )


def _check_order(cuts: tuple[Cut, ...], name: str) -> None:
    if not cuts or cuts[0].quoted:
        raise InvalidOutline(
            Message(
                "%(name)s must list at least one article, and first one of the law itself.",
                name=name,
            )
        )
    for before, after in itertools.pairwise(cuts):
        if after.line < before.line:
            raise InvalidOutline(
                Message(
                    "%(name)s lists article %(num)s at line %(line)s after one at line"
                    " %(before)s; list articles in the order of the text.",
                    name=name,
                    num=after.num,
                    line=after.line,
                    before=before.line,
                )
            )
