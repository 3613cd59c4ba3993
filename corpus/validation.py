"""Our own rules on a Document: what no schema can say of a law.

A rule reports, it never raises: whoever stores the law decides what to refuse.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from corpus.jurisdictions import is_jurisdiction
from corpus.model import Article, Document, PlacedArticle, placed_articles, quoted_articles
from corpus.problems import Problem
from corpus.topics import load_topics
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message

Rule = Callable[[Document], Iterator[Problem]]


def validate(document: Document) -> tuple[Problem, ...]:
    """What our rules find in ``document``, rule by rule; empty for a sound law."""
    return tuple(problem for rule in RULES for problem in rule(document))


def _title_is_stated(document: Document) -> Iterator[Problem]:
    if not document.metadata.title.strip():
        yield Problem("missing_title", Message("The law has no title; give it one."))


def _jurisdiction_is_known(document: Document) -> Iterator[Problem]:
    code = document.metadata.jurisdiction
    if not code.strip():
        yield Problem(
            "missing_jurisdiction",
            Message(
                "The law names no country; give its ISO 3166-1 code of two letters, such as ‹py›,"
                " or ‹xx› for a treaty."
            ),
        )
    elif not is_jurisdiction(code):
        yield Problem(
            "unknown_jurisdiction",
            Message(
                "‹%(code)s› is no country; an ISO 3166-1 code of two lower-case letters was"
                " expected, such as ‹py›, or ‹xx› for a treaty.",
                code=code,
            ),
        )


def _language_is_known(document: Document) -> Iterator[Problem]:
    code = document.metadata.language
    known = ", ".join(KNOWN_LANGUAGES)
    if not code.strip():
        yield Problem(
            "missing_language",
            Message("The law names no language; give one of: %(known)s.", known=known),
        )
    elif code not in KNOWN_LANGUAGES:
        yield Problem(
            "unknown_language",
            Message(
                "The language ‹%(code)s› is not known here; the languages of laws are: %(known)s.",
                code=code,
                known=known,
            ),
        )


def _topics_are_known(document: Document) -> Iterator[Problem]:
    topics = load_topics()
    for slug in document.metadata.topics:
        if slug not in topics:
            yield Problem(
                "unknown_topic",
                Message(
                    "‹%(slug)s› is no topic; take one of the slugs that the list of topics shows.",
                    slug=slug,
                ),
            )


def _dates_agree(document: Document) -> Iterator[Problem]:
    metadata = document.metadata
    if metadata.date and metadata.year is not None and metadata.date.year != metadata.year:
        yield Problem(
            "dates_disagree",
            Message(
                "The law is of the year %(year)d but its date is %(date)s; correct one of them.",
                year=metadata.year,
                date=metadata.date.isoformat(),
            ),
        )


def _has_articles(document: Document) -> Iterator[Problem]:
    if next(placed_articles(document), None) is None:
        yield Problem(
            "no_articles", Message("The law has no article; at least one was expected in its body.")
        )


def _articles_have_text(document: Document) -> Iterator[Problem]:
    for placed in placed_articles(document):
        article = placed.article
        if not article.text.strip() and not article.heading:
            yield Problem(
                "empty_article",
                Message("%(article)s has no text; check its source.", article=_named(placed)),
            )


def _eids_are_unique(document: Document) -> Iterator[Problem]:
    """Duplicates of eIds as they stand; a document whose eIds are not assigned has none."""
    counts = Counter(article.eid for article in _all_articles(document) if article.eid)
    for eid, times in counts.items():
        if times > 1:
            yield Problem(
                "duplicate_eid",
                Message(
                    "The article id ‹%(eid)s› is used %(times)d times; ids are unique within a"
                    " version. Assign them anew.",
                    eid=eid,
                    times=times,
                ),
            )


def _numbers_are_unique(document: Document) -> Iterator[Problem]:
    """Numbers that one series uses twice: earlier wordings, or articles read wrongly."""
    counts = Counter(
        (placed.attachment.label if placed.attachment else "", placed.article.num)
        for placed in placed_articles(document)
        if placed.article.num
    )
    for (series, number), times in counts.items():
        if times > 1:
            place = Message("in ‹%(series)s›", series=series) if series else Message("in the law")
            yield Problem(
                "duplicate_number",
                Message(
                    "Article %(number)s stands %(times)d times %(place)s; check whether they are"
                    " earlier wordings, or articles of another law that this one quotes.",
                    number=number,
                    times=times,
                    place=place,
                ),
                confidence=0.6,
            )


def _all_articles(document: Document) -> Iterator[Article]:
    for placed in placed_articles(document):
        yield placed.article
        yield from quoted_articles(placed.article)


def _named(placed: PlacedArticle) -> Message:
    article = placed.article
    if article.num:
        return Message("Article %(number)s", number=article.num)
    return Message("The article labelled ‹%(label)s›", label=article.label)


RULES: Final[tuple[Rule, ...]] = (
    _title_is_stated,
    _jurisdiction_is_known,
    _language_is_known,
    _topics_are_known,
    _dates_agree,
    _has_articles,
    _articles_have_text,
    _eids_are_unique,
    _numbers_are_unique,
)
