"""The negative control: laws on other subjects, in which next to nothing may be found.

The laws are chosen by the subject that their title names, never by their text, and the
choice is the same on every run.
"""

import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.checklists.model import Checklist
from corpus.errors import CorpusError
from corpus.intake import Hints, take_in
from milex.comparator.assembly import comparable_law
from milex.comparator.engine import compare
from milex.comparator.model import ComparableLaw, Finding

GROUPS: Final = ("A", "E")  # trafficking's definition, and smuggling
_FOUND: Final = ("full", "partial")
_SHORTEST: Final = 3_000  # bytes of a file; a shorter one is a title without articles
_LONGEST: Final = 60_000

_COUNTRIES: Final = {"Jamaican": "jm", "Ugandan": "ug", "singapore": "sg", "uy": "uy"}
_TITLE: Final = re.compile(rb'"title": ?("(?:[^"\\]|\\.)*")|^title: *(".*")$', re.M)
_SUBJECTS: Final = {
    "en": re.compile(
        r"drug|narcotic|traffic|firearm|arms|explosive|compan|easement|vehicle|customs|shipping"
        r"|fisher|animal|bank|insurance|tax|stamp|water|forest|mineral|port|railway|aviation"
        r"|electric|pharmac|copyright|patent|trade mark|partnership|bankrupt|land|titles|mortgage"
        r"|sale of goods|arbitration|gaming|betting|lotter",
        re.I,
    ),
    "es": re.compile(
        r"estupefaciente|droga|tr[aá]nsito|armas|sociedades|servidumbre|aduana|contrabando"
        r"|transporte|puerto|pesca|caza|banco|seguros|impuesto|aguas|forest|miner|ferrocarril"
        r"|aviaci[oó]n|el[eé]ctric|farmac|propiedad|marcas|patentes|arrendamiento|inmueble"
        r"|cooperativas|quiebra|ganado|tabaco",
        re.I,
    ),
}
# Titles that may hold what is looked for after all: not chosen.
_NEAR: Final = re.compile(
    r"traffick|migra|alien|refugee|passport|human|slavery|child|criminal|penal|extradition"
    r"|mutual|citizen|employment|sexual|prostitut|trata|extranjer|refugi|pasaporte|convenio"
    r"|convenci[oó]n|acuerdo|tratado|protocolo|presupuest|rendici[oó]n|ni[ñn]|menores|c[oó]digo"
    r"|delito|crimen|violencia|lavado|urgen",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ControlFigures:
    """What was found where nothing should be."""

    laws: Mapping[str, int]  # how many were compared, by language
    provisions: int  # of the groups, times laws
    alarms: tuple[tuple[str, Finding], ...]  # title of the law, and what was found in it

    @property
    def share(self) -> float:
        """Provisions found full or partial, of all that were looked for; 0..1."""
        return len(self.alarms) / self.provisions


def measure_control(
    laws: Sequence[ComparableLaw], checklist: Checklist, groups: Sequence[str] = GROUPS
) -> ControlFigures:
    """What ``checklist`` finds in ``laws`` of its provisions in ``groups``."""
    wanted = {p.id for p in checklist.provisions if p.group in groups}
    alarms = [
        (law.title, finding)
        for law in laws
        for finding in compare(law, checklist).findings
        if finding.provision in wanted and finding.verdict in _FOUND
    ]
    languages = Counter(law.language for law in laws)
    return ControlFigures(languages, len(wanted) * len(laws), tuple(alarms))


def print_control(figures: ControlFigures) -> None:
    """The share, and each law in which something was found."""
    counts = ", ".join(f"{count} in {language}" for language, count in figures.laws.items())
    print(f"laws on other subjects: {counts}")
    print(f"provisions of groups {' and '.join(GROUPS)} found: {figures.share:.3%}")
    for title, found in Counter(title for title, _ in figures.alarms).items():
        print(f"  {found:>3}  {title[:70]}")


def control_laws(shared: Path, count: int) -> list[ComparableLaw]:
    """The shortest ``count`` laws on other subjects, half of them in each language."""
    laws: list[ComparableLaw] = []
    for language, archive in (
        ("en", "en-singapore-uganda-jamaica.tar.gz"),
        ("es", "es-uruguay-leyes.tar.gz"),
    ):
        files = sorted(
            _files(shared / "bulk" / archive, language), key=lambda file: (len(file[1]), file[0])
        )
        read = (_law(path, data, language) for path, data in files[: count // 2])
        laws += [law for law in read if law is not None]
    return laws


def _files(archive: Path, language: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the files whose title names one of the subjects."""
    with tarfile.open(archive) as opened:
        for member in opened:
            if not _SHORTEST <= member.size <= _LONGEST:
                continue
            file = opened.extractfile(member)
            data = file.read() if file else b""
            title = _title(data)
            if _SUBJECTS[language].search(title) and not _NEAR.search(title):
                yield member.name, data


def _title(data: bytes) -> str:
    found = _TITLE.search(data[:4_000])
    if found is None:
        return ""
    try:
        return str(json.loads(found.group(1) or found.group(2)))
    except ValueError:
        return ""


def _law(path: str, data: bytes, language: str) -> ComparableLaw | None:
    """The law, or None where the file cannot be read."""
    folder = Path(path).parent.name
    hints = Hints(language=language, country=_COUNTRIES[folder], title=_title(data))
    try:
        document = take_in(data, Path(path).name, hints).document
    except CorpusError:
        return None
    return comparable_law(document, path, "")
