"""Akoma Ntoso files, ours or others': a whole Document, nothing for the segmenter.

What the strict schema rejects becomes a Problem; only a file without any article
is refused.
"""

from typing import Final

from corpus.akn.reader import read_tree
from corpus.akn.schema import tree_problems
from corpus.errors import InvalidDocument, UnreadableFile
from corpus.model import placed_articles
from corpus.reading import Reading
from corpus.xml import parse_xml
from i18n.messages import Message

FORMAT: Final = "akn"


def read(data: bytes, name: str) -> Reading:
    """``data`` as a Reading with a Document, with schema defects among its problems.

    Raises:
        UnreadableFile: not safe or not well-formed XML, not Akoma Ntoso of a law
            (``unsupported_format``), or without any article (``no_articles``).
    """
    root = parse_xml(data, name)
    try:
        document, guesses = read_tree(root, name)
    except InvalidDocument as error:
        raise UnreadableFile("unsupported_format", error.message) from error
    if next(placed_articles(document), None) is None:
        raise UnreadableFile(
            "no_articles",
            Message(
                "%(name)s is Akoma Ntoso without any article; at least one element such as"
                " ‹article› or ‹section› was expected in its body.",
                name=name,
            ),
        )
    return Reading(
        format=FORMAT,
        document=document,
        problems=(*tree_problems(root, name), *guesses),
    )
