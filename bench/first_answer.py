"""A new web worker's first answer: all that the site imports, then one question.

Arguments: the folder of the index, the table of texts (``bench.contestants.Texts``).
Without them it only imports, as the server does before its workers part from it.
"""

import sys
from pathlib import Path

import web
from bench.contestants import Texts
from search.model import SearchRequest
from search.whoosh_engine import WhooshEngine

QUESTION = "responsabilidad penal"


def main() -> None:
    """Prints how many articles answer."""
    if len(sys.argv) == 1:
        return
    folder, texts = map(Path, sys.argv[1:])
    with WhooshEngine(folder, Texts(texts).by_key) as engine:
        found = engine.search(SearchRequest(QUESTION))
    print(web.__name__, found.total)


if __name__ == "__main__":
    main()
