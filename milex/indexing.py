"""The search index brought to what the library holds.

The library records each change of a law as a task in the same transaction. A task
is finished only after the index has committed, so a crash at any moment leaves it
to be done again; doing one twice gives the same index.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from milex.library import Library
from search.errors import IndexBroken, IndexMissing
from search.model import ArticleEntry, SearchEngine

_TOLD_EVERY: Final = 100  # articles
LAWS_A_COMMIT: Final = 100  # bounds what is lost when a long run is stopped


def apply_index_tasks(
    library: Library, engine: SearchEngine, on_law: Callable[[str], None] | None = None
) -> int:
    """Laws read again by the index: every one that has a task.

    ``on_law`` is told each law's identifier after it was read.

    Raises:
        IndexMissing, IndexBroken: there is no usable index.
        IndexBusy: another process held it for too long; the tasks stay.
    """
    done = 0
    while library.pending_index_tasks():
        with engine.writing() as writer:
            # Read again under the index's lock: another process may have done them.
            tasks = library.pending_index_tasks()
            laws = tuple(islice(dict.fromkeys(task.law for task in tasks), LAWS_A_COMMIT))
            for law in laws:
                entries = list(library.entries(law))
                if entries:
                    writer.replace(law, entries)
                else:
                    writer.remove(law)
                if on_law is not None:
                    on_law(law)
        library.finish_index_tasks(task for task in tasks if task.law in laws)
        done += len(laws)
    return done


def rebuild_index(
    library: Library, engine: SearchEngine, on_article: Callable[[int, int], None] | None = None
) -> int:
    """Articles in the index after writing it anew from the XML of every current version.

    The article rows of every version are made anew first.

    Tasks that were there before are finished by it; a law that changes meanwhile
    leaves a task of its own.

    ``on_article`` is told how many articles were read and how many there are, now and then.

    Raises:
        IndexBusy: another process held the index for too long; the old index stays.
    """
    library.rebuild_articles()
    tasks = library.pending_index_tasks()
    indexed = engine.rebuild(_told(library.entries(), library.article_total(), on_article))
    library.finish_index_tasks(tasks)
    return indexed


def mend_index(library: Library, engine: SearchEngine) -> None:
    """The index as it should be: tasks done; made anew where missing, broken or astray.

    Raises:
        IndexBusy: another process held the index for too long.
    """
    try:
        apply_index_tasks(library, engine)
        if engine.count() == library.article_total():
            return
    except (IndexMissing, IndexBroken):
        pass  # made anew below
    rebuild_index(library, engine)


def _told(
    entries: Iterator[ArticleEntry], total: int, on_article: Callable[[int, int], None] | None
) -> Iterator[ArticleEntry]:
    for count, entry in enumerate(entries):
        if on_article is not None and count % _TOLD_EVERY == 0:
            on_article(count, total)
        yield entry
