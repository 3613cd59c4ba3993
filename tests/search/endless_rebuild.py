"""Rebuilds an index from articles without end, for a test that kills it.

Argument: the index folder. Prints the number of the second process once it works.
"""

import multiprocessing
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import search.filling
import search.whoosh_engine
from search.model import ArticleEntry, ArticleKey
from search.whoosh_engine import WhooshEngine


def articles() -> Iterator[ArticleEntry]:
    number = 0
    while True:
        number += 1
        key = ArticleKey(f"zz/ley/{number}", "2020-01-01", "art_1")
        yield ArticleEntry(key, "1", "", f"Visa número {number}.", "Ley", "zz", "es")
        if number == 1_000:
            (second,) = multiprocessing.active_children()
            sys.stdout.write(f"{second.pid}\n")
            sys.stdout.flush()
        if number > 1_000:
            time.sleep(0.01)


def main() -> None:
    search.filling._WORTH_A_PROCESS = 1
    search.whoosh_engine.core_count = lambda: 2
    with WhooshEngine(Path(sys.argv[1]), lambda keys: {}) as engine:
        engine.rebuild([])
        engine.rebuild(articles())


if __name__ == "__main__":
    main()
