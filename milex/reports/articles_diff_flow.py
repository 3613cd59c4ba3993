"""Two laws article by article as a flow of blocks: what went struck out, what came underlined."""

from collections.abc import Iterator

from i18n.messages import Message
from milex.alignment import Pair
from milex.records import LawSummary
from milex.reports.articles_diff import ArticlesDiff, changes
from milex.reports.articles_diff_text import counts_line, counts_words, pair_title
from milex.reports.findings import version_line
from milex.reports.flow import Block, Cell, Flow, Heading, Paragraph, Run, Runs, Table, text
from milex.reports.links import Links


def articles_diff_flow(diff: ArticlesDiff, links: Links) -> Flow:
    """The differences in the language of ``links``: a row a pair that differs, side by side."""
    title = Message("%(before)s and %(after)s", before=diff.before.title, after=diff.after.title)
    return Flow(title.in_language(links.language), links.language, _blocks(diff, links), wide=True)


def side_item(law: LawSummary, links: Links) -> Paragraph:
    """Which law, in which version, stands on one side."""
    return Paragraph(
        (
            Run(law.title, "strong", links.law(law), law.language),
            Run(f" · {law.law} · {version_line(law, links.language)}"),
        ),
        "item",
    )


def _blocks(diff: ArticlesDiff, links: Links) -> Iterator[Block]:
    language = links.language
    yield side_item(diff.before, links)
    yield side_item(diff.after, links)
    yield Paragraph(text(counts_line(diff).in_language(language)))
    yield Paragraph(text(counts_words(diff, language)), "note")
    if not diff.different:
        yield Paragraph(text(Message("The texts are the same.").in_language(language)))
        return
    yield Heading(1, Message("Articles that differ").in_language(language))
    columns = (
        Message("Article").in_language(language),
        Message("Before").in_language(language),
        Message("After").in_language(language),
    )
    rows = tuple(
        (
            Cell((text(pair_title(pair, language), "strong"),)),
            Cell(tuple(_side(pair, diff, links, "added"))),
            Cell(tuple(_side(pair, diff, links, "removed"))),
        )
        for pair in diff.different
    )
    yield Table(columns, (0.16, 0.42, 0.42), rows)


def _side(pair: Pair, diff: ArticlesDiff, links: Links, other: str) -> Iterator[Runs]:
    """The words of one side of a pair, by line, without those of the ``other`` side."""
    articles, law = (pair.after, diff.after) if other == "removed" else (pair.before, diff.before)
    for article in articles:
        href = links.article(law, article.eid)
        yield (Run(article.name, "strong", href, law.language),)
    if pair.kind == "same":
        return
    line: list[Run] = []
    for part in changes(pair):
        if part.kind == other:
            continue
        style = "plain" if part.kind == "same" else part.kind
        for number, words in enumerate(part.text.split("\n")):
            if number:
                yield tuple(line)
                line = []
            if words:
                line.append(Run(words, style, language=law.language))
    if line:
        yield tuple(line)
