"""The structure found in a file, as the plain values that ``outline --json`` prints."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from corpus.intake import Intake
from corpus.model import (
    Article,
    Attachment,
    Block,
    Division,
    Quotation,
    placed_articles,
    quoted_articles,
)
from corpus.segmenter import Place

_TRANSITIONAL: Final = re.compile(r"(?i)\btransitori[ao]s?\b|\btransitional\b")

_SCHEDULE: Final = re.compile(
    r"(?i)(?:(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+)?"
    r"schedules?\b(?:\s+(?P<num>\w+))?"
)


def outline(intake: Intake) -> dict[str, Any]:
    """The structure of ``intake``.

    Numbers of transitional articles that do not continue the main numbering carry
    ``t:``, those of other closing provisions ``d:``. Lines are there where the source has
    lines; ``corpus.corrections`` takes them back with a person's corrections.
    """
    document = intake.document
    articles = list(_articles(document.body))
    places = intake.places[: len(articles)]
    return {
        "language": document.metadata.language,
        "articles": [
            {
                "num": num,
                "eid": article.eid,
                "heading": article.heading,
                "chars": len(article.text),
                **({"line": places[position].line} if places else {}),
            }
            for position, (num, article) in enumerate(articles)
        ],
        "divisions": [
            *_divisions(document.body),
            *(_schedule(item) for item in document.attachments if _is_schedule(item)),
        ],
        "quoted_articles": [
            quoted.num
            for placed in placed_articles(document)
            for quoted in quoted_articles(placed.article)
        ],
        "quotations": _quotations(articles, places),
        "annexed_series": [
            {
                "label": " ".join(part for part in (item.label, item.heading) if part),
                "articles": [num for num, _ in _articles(item.body)],
            }
            for item in document.attachments
            if item.body
        ],
        "problems": [
            {
                "line": problem.line,
                "code": problem.code,
                "message": str(problem.message),
                "confidence": problem.confidence,
            }
            for problem in intake.problems
        ],
        "conservation": round(intake.conservation, 4),
    }


def _quotations(
    articles: Sequence[tuple[str, Article]], places: Sequence[Place]
) -> list[dict[str, Any]]:
    """The quoted articles again, each with its line, the article that quotes it and its law."""
    return [
        {"num": quoted.num, "line": line, "in": num, "target": target}
        for (num, article), place in zip(articles, places, strict=False)
        for quoted, line, target in zip(
            quoted_articles(article), place.quoted, _targets(article.content), strict=False
        )
    ]


def _targets(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The amended law of each quoted article, as the text names it, in document order."""
    for block in blocks:
        if isinstance(block, Quotation):
            yield from [block.target] * len(block.articles)
        else:
            yield from _targets(block.children)


def _articles(children: tuple[Division | Article, ...]) -> Iterator[tuple[str, Article]]:
    """Articles in order, each with its number under the prefix of its series."""
    highest = 0
    for article, prefix in _prefixed(children, ""):
        value = int(digits) if (digits := _leading_digits(article.num)) else 0
        continues = value > highest
        highest = max(highest, value)
        yield ("" if continues else prefix) + article.num, article


def _prefixed(
    children: tuple[Division | Article, ...], prefix: str
) -> Iterator[tuple[Article, str]]:
    for child in children:
        if isinstance(child, Article):
            yield child, prefix
        else:
            yield from _prefixed(child.children, _prefix(child) or prefix)


def _prefix(division: Division) -> str:
    """``t:`` for transitional provisions, ``d:`` for other closing ones, else ""."""
    if _TRANSITIONAL.search(f"{division.label} {division.heading}"):
        return "t:"
    return {"transitional": "t:", "final": "d:"}.get(division.kind, "")


def _leading_digits(num: str) -> str:
    return num[: len(num) - len(num.lstrip("0123456789"))]


def _divisions(children: tuple[Division | Article, ...]) -> Iterator[dict[str, str]]:
    for child in children:
        if isinstance(child, Article):
            continue
        yield {
            "type": child.kind,
            "num": child.num,
            "heading": child.heading,
            "first_article": _first(child),
        }
        yield from _divisions(child.children)


def _first(division: Division) -> str:
    return next((num for num, _ in _articles((division,))), "")


def _is_schedule(attachment: Attachment) -> bool:
    """What is called so, and every annex without articles."""
    return not attachment.body or bool(_SCHEDULE.match(attachment.label))


def _schedule(attachment: Attachment) -> dict[str, str]:
    named = _SCHEDULE.match(attachment.label)
    return {
        "type": "schedule",
        "num": (named["num"] or named["ordinal"] or "") if named else "",
        "heading": attachment.heading or attachment.label,
        "first_article": "",
    }
