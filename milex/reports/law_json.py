"""Laws and their articles as JSON: what ``--json`` prints and the API answers."""

from collections.abc import Sequence
from typing import Any

from corpus.model import PlacedArticle
from milex.records import LawSummary


def summary_json(law: LawSummary) -> dict[str, Any]:
    """A law as lists show it, with the version that ``law`` describes."""
    return {
        "law": law.law,
        "title": law.title,
        "country": law.country.upper(),
        "language": law.language,
        "kind": law.kind,
        "number": law.number,
        "year": law.year,
        "date": law.date.isoformat() if law.date else None,
        "status": law.status,
        "topics": list(law.topics),
        "version": law.version,
        "versions": list(law.versions),
        "articles": law.articles,
        "is_sample": law.is_sample,
        "source_url": law.source_url,
        "publisher": law.publisher,
    }


def contents_json(law: LawSummary, version: str, places: Sequence[PlacedArticle]) -> dict[str, Any]:
    """A law with the list of its articles, in their order."""
    articles = [
        {"num": a.num, "eid": a.eid, "heading": a.heading, "chars": len(a.text)}
        for a in (place.article for place in places)
    ]
    return {**summary_json(law), "version": version, "articles": articles}


def article_json(place: PlacedArticle) -> dict[str, Any]:
    """An article with its text and the headings that it stands under, outermost first."""
    article = place.article
    return {
        "num": article.num,
        "eid": article.eid,
        "label": article.label,
        "heading": article.heading,
        "path": [division.heading or division.label for division in place.path],
        "text": article.text,
    }
