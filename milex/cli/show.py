"""``milex show``: a law's contents, or one of its articles."""

import click

from corpus.identifiers import normalise_number
from corpus.model import Document, PlacedArticle, placed_articles
from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.errors import NotFound
from milex.records import LawSummary
from milex.reports.law_json import article_json, contents_json


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "show",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(Message("Show a law's contents, or one of its articles.")),
    )
    @options.law(desk)
    @click.option(
        "--article",
        metavar="N",
        help=desk.say(Message("The article's number or eId, such as 5, «4 bis» or art_5.")),
    )
    @options.version(desk)
    @options.as_json(desk)
    def show(law: str, article: str | None, version: str | None, as_json: bool) -> None:
        library = desk.workspace.library
        summary = library.law(law)
        document = library.document(law, version)
        name = version or summary.version
        if article is None:
            _show_law(desk, summary, name, document, as_json)
        else:
            _show_article(desk, summary, name, _article(document, law, article), as_json)

    return show


def _article(document: Document, law: str, wanted: str) -> PlacedArticle:
    number = normalise_number(wanted, document.metadata.language)
    places = list(placed_articles(document))
    for place in places:
        if place.article.eid == wanted.strip():
            return place
    for place in places:
        if place.article.num.casefold() in (number.casefold(), wanted.strip().casefold()):
            return place
    raise NotFound(
        Message(
            "%(law)s has no article ‹%(article)s›; `milex show %(law)s` lists its articles.",
            law=law,
            article=wanted,
        )
    )


def _show_law(
    desk: Desk, summary: LawSummary, version: str, document: Document, as_json: bool
) -> None:
    places = list(placed_articles(document))
    if as_json:
        desk.print_json(contents_json(summary, version, places))
        return
    desk.tell(
        Message(
            "%(title)s (%(law)s, version %(version)s)",
            title=document.metadata.title,
            law=summary.law,
            version=version,
        )
    )
    rows = ((p.article.num, p.article.eid, p.article.heading) for p in places)
    desk.print_table((Message("Article"), Message("eId"), Message("Heading")), rows)


def _show_article(
    desk: Desk, summary: LawSummary, version: str, place: PlacedArticle, as_json: bool
) -> None:
    article = place.article
    if as_json:
        desk.print_json({"law": summary.law, "version": version, "article": article_json(place)})
        return
    lines = [" ".join(part for part in (article.label or article.num, article.heading) if part)]
    lines += [article.text, f"{summary.title} ({summary.law}, {version})"]
    click.echo("\n\n".join(lines))
