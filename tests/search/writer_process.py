"""Writes to an index in a process of its own, for tests that kill it or race it.

Arguments: the index folder, a mark for the laws written, how many laws, and whether to
rebuild instead. Each law is a transaction. Prints a line when it starts and after each.
"""

import sys
from pathlib import Path

from search.model import ArticleEntry, ArticleKey
from search.whoosh_engine import WhooshEngine

ARTICLES = 5  # of each law


def law(mark: str, number: int) -> list[ArticleEntry]:
    name = f"{mark}/ley/{number}"
    return [
        ArticleEntry(
            ArticleKey(name, "2020-01-01", f"art_{num}"),
            num=str(num),
            heading="",
            text=f"Artículo {num} de la ley {number} sobre fronteras y visas.",
            law_title=name,
            country="zz",
            language="es",
        )
        for num in range(1, ARTICLES + 1)
    ]


def tell(event: object) -> None:
    sys.stdout.write(f"{event}\n")
    sys.stdout.flush()


def main() -> None:
    folder, mark, count, rebuild = sys.argv[1:]
    with WhooshEngine(Path(folder), lambda keys: {}) as engine:
        tell("started")
        for number in range(int(count)):
            if rebuild == "rebuild":
                engine.rebuild(entry for n in range(8) for entry in law(mark, n))
            else:
                with engine.writing() as writer:
                    writer.replace(f"{mark}/ley/{number}", law(mark, number))
            tell(number)


if __name__ == "__main__":
    main()
