"""What careful readers found, and how a finding is paired with it.

A gold folder holds ``laws.tsv`` (``key``, ``file``, ``country``, ``language``, ``topics``,
``title``, ``number``, ``date``) and one ``KEY.jsonl`` a law, a line a provision with
``item``, ``group``, ``verdict``, ``accepted``, ``articles``, ``elements`` and ``note``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from i18n.messages import Message
from milex.comparator.model import Finding, Verdict
from milex.errors import NotFound


@dataclass(frozen=True, slots=True)
class GoldVerdict:
    """What careful readers found of one provision in one law."""

    law: str  # key of the law in the gold folder
    provision: str
    group: str
    verdict: Verdict
    accepted: tuple[Verdict, ...]  # every verdict that a careful reader gave
    articles: tuple[str, ...]  # base numbers, best first
    elements: Mapping[str, bool]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold verdict and the comparator's finding for it."""

    gold: GoldVerdict
    finding: Finding
    language: str  # of the law, ISO 639-1
    country: str  # of the law, ISO 3166-1 alpha-2, lower case

    @property
    def agrees(self) -> bool:
        """Whether a careful reader gave this verdict too."""
        return self.finding.verdict in self.gold.accepted

    @property
    def truth(self) -> Verdict:
        """The verdict that the finding is held against: its own where readers accept it."""
        return self.finding.verdict if self.agrees else self.gold.verdict


def read_gold(folder: Path) -> tuple[GoldVerdict, ...]:
    """Every verdict of the gold folder, law by law in the order of ``laws.tsv``.

    Raises:
        NotFound: the folder has no ``laws.tsv``, or a law's file is missing.
    """
    table = folder / "laws.tsv"
    if not table.is_file():
        raise NotFound(
            Message(
                "%(path)s is not there; a gold folder holds laws.tsv and one KEY.jsonl a law.",
                path=str(table),
            )
        )
    keys = [line.split("\t")[0] for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    verdicts: list[GoldVerdict] = []
    for key in filter(None, keys):
        path = folder / f"{key}.jsonl"
        if not path.is_file():
            raise NotFound(
                Message("%(path)s is not there, but laws.tsv names the law.", path=str(path))
            )
        rows = path.read_text(encoding="utf-8").splitlines()
        verdicts += [_gold(key, json.loads(row)) for row in rows if row.strip()]
    return tuple(verdicts)


def _gold(key: str, row: dict[str, Any]) -> GoldVerdict:
    return GoldVerdict(
        law=key,
        provision=row["item"],
        group=row["group"],
        verdict=row["verdict"],
        accepted=tuple(row.get("accepted") or (row["verdict"],)),
        articles=tuple(row.get("articles", ())),
        elements=row.get("elements", {}),
        note=row.get("note", ""),
    )
