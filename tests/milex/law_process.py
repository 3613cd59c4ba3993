"""A process of its own for tests: it adds laws, or dies at a chosen moment of indexing.

law_process.py add URL COUNT      adds the same COUNT laws as any other such process
law_process.py index URL FOLDER MOMENT
    brings the index up to date and is killed: "inside" the index's transaction,
    "after" its commit, or "never"
"""

import os
import signal
import sys
from pathlib import Path

from corpus.model import Article, Document, LawMetadata, Paragraph
from milex.database import database_engine
from milex.indexing import apply_index_tasks
from milex.library import Library
from search.whoosh_engine import WhooshEngine


def law(number: int, words: str) -> Document:
    metadata = LawMetadata(
        title=f"Ley {number}", jurisdiction="py", language="es", kind="ley", number=str(number)
    )
    article = Article(num="1", label="Artículo 1.-", content=(Paragraph(words),))
    return Document(metadata=metadata, body=(article,))


def add(library: Library, count: int) -> None:
    for number in range(count):
        library.add(law(number, "La misma redacción."))
        library.add(law(number, "Otra redacción."))


def index(library: Library, folder: Path, moment: str) -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if moment == "after":
        library.finish_index_tasks = die  # type: ignore[method-assign]
    engine = WhooshEngine(folder, library.texts)
    apply_index_tasks(library, engine, on_law=die if moment == "inside" else None)


if __name__ == "__main__":
    verb, url, *rest = sys.argv[1:]
    opened = Library(database_engine(url))
    if verb == "add":
        add(opened, int(rest[0]))
    else:
        index(opened, Path(rest[0]), rest[1])
