"""A new web worker's first answer: all that the site imports, then one question.

Arguments: the folder of the index, the table of texts (``bench.contestants.Texts``).
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
    folder, texts = map(Path, sys.argv[1:])
    with WhooshEngine(folder, Texts(texts).by_key) as engine:
        found = engine.search(SearchRequest(QUESTION))
    print(web.__name__, found.total)


if __name__ == "__main__":
    main()
