"""The laws that a gold folder speaks of, read from their files and ready to be compared.

Nothing is stored: an evaluation needs no database.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.identifiers import law_id, version_of
from corpus.intake import Hints
from i18n.messages import Message
from milex.comparator.assembly import comparable_law
from milex.comparator.model import ComparableLaw
from milex.errors import NotFound
from milex.importing import Refused, read, shown_path
from milex.inventory import topics_of

TABLE = "laws.tsv"


@dataclass(frozen=True, slots=True)
class GoldLaws:
    """Laws by their key in the gold folder, and files that could not be read."""

    laws: dict[str, ComparableLaw]
    refused: tuple[Refused, ...]


def gold_laws(gold: Path, folder: Path | None, size_limit: int) -> GoldLaws:
    """The laws of ``gold``/laws.tsv, their files below ``folder``.

    Without ``folder``, the nearest folder ``laws`` above is taken.

    Raises:
        NotFound: no table, or no folder that holds its files.
    """
    rows = _rows(gold / TABLE)
    folder = folder or folder_of_laws(gold, [row["file"] for row in rows])
    laws: dict[str, ComparableLaw] = {}
    refused: list[Refused] = []
    for row in rows:
        path = folder / row["file"]
        try:
            _, intake = read(path, _hints(row), size_limit)
        except CorpusError as error:
            refused.append(Refused(shown_path(path), "unreadable", error.message))
            continue
        metadata = intake.document.metadata
        laws[row["key"]] = comparable_law(intake.document, law_id(metadata), version_of(metadata))
    return GoldLaws(laws, tuple(refused))


def _rows(table: Path) -> list[dict[str, str]]:
    if not table.is_file():
        raise NotFound(
            Message(
                "%(path)s is not there; a gold folder holds laws.tsv and one KEY.jsonl a law.",
                path=table,
            )
        )
    lines = table.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:] if line]


def folder_of_laws(gold: Path, files: Sequence[str]) -> Path:
    """The nearest folder ``laws``, up to three levels above ``gold``, that holds ``files``.

    Raises:
        NotFound: there is none.
    """
    for place in list(gold.absolute().parents)[:3]:
        folder = place / "laws"
        if all((folder / file).is_file() for file in files):
            return folder
    raise NotFound(
        Message(
            "No folder “laws” above %(gold)s holds the files that it names; name LAWS_DIR.",
            gold=gold,
        )
    )


def _hints(row: dict[str, str]) -> Hints:
    date = row.get("date", "")
    return Hints(
        country=row.get("country", "").lower() or None,
        title=row.get("title") or None,
        number=row.get("number") or None,
        date=datetime.date.fromisoformat(date) if date else None,
        language=row.get("language") or None,
        topics=topics_of(row.get("topics", "")),
    )
