"""A law as plain text, for reading and for other programs."""

from collections.abc import Iterator

from corpus.model import Article, Block, Division, Document, Paragraph

_INDENT = "  "


def law_text(document: Document) -> str:
    """``document`` as text: title, preamble, divisions, articles, annexes, conclusions.

    A blank line stands between blocks; points are indented below their paragraph.
    """
    return "\n\n".join(part for part in _parts(document) if part.strip()) + "\n"


def _parts(document: Document) -> Iterator[str]:
    yield document.metadata.title
    yield "\n".join(_lines(document.preamble))
    yield from _body(document.body)
    for attachment in document.attachments:
        yield _joined(attachment.label, attachment.heading)
        yield "\n".join(_lines(attachment.preamble))
        yield from _body(attachment.body)
    yield "\n".join(_lines(document.conclusions))


def _body(children: tuple[Division | Article, ...]) -> Iterator[str]:
    for child in children:
        if isinstance(child, Division):
            yield _joined(child.label or child.num, child.heading)
            yield from _body(child.children)
        else:
            # A blank line shows the heading's end, for whoever reads the text back.
            parting = "\n\n" if child.heading else "\n"
            yield parting.join((_opening(child), "\n".join(_lines(child.content))))


def _opening(article: Article) -> str:
    label = article.label or article.num
    # A bare number gets a full stop, or it would read as the first word of the heading.
    return _joined(
        f"{label}." if label[-1:].isalnum() and label[0].isdigit() else label, article.heading
    )


def _lines(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if line := _joined(block.num, block.text):
                yield _INDENT * depth + line
            yield from _lines(block.children, depth + 1)
        else:
            yield from _lines(block.paragraphs, depth + 1)
            for article in block.articles:
                yield _INDENT * (depth + 1) + _opening(article)
                yield from _lines(article.content, depth + 1)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
