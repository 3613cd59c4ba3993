"""A command line on a data folder of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from milex.cli.tree import build
from milex.settings import settings_from_environment

LAW_TEXT = """LEY N° 9901

QUE REGULA LA PRUEBA DE LOS PROGRAMAS

CAPÍTULO I
De la prueba

Artículo 1.- Objeto. Esta ley regula el ensayo de los programas que leen leyes.

Artículo 2.- Autoridad. La Oficina de Ensayos atenderá a toda víctima de la trata de personas.

Artículo 3.- Vigencia. Esta ley entra en vigor el día de su publicación.
"""


@dataclass
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Milex = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def milex(milex_in: Callable[[Path], Milex], home: Path) -> Milex:
    """Runs a command line on ``home``."""
    return milex_in(home)


@pytest.fixture(scope="session")
def milex_in() -> Callable[[Path], Milex]:
    """Runs a command line on a data folder of the test's choice."""
    return lambda home: partial(_run, home)


def _run(home: Path, *arguments: str | Path, language: str = "en", **environment: str) -> Answer:
    """What a command line leaves; ``language`` and settings by name come as keywords."""
    settings = settings_from_environment(
        {"MILEX_HOME": str(home), "MILEX_LANGUAGE": language, **environment}
    )
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(build(settings), words, prog_name="milex")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def law_file(tmp_path: Path) -> Path:
    """A plain-text law of three articles."""
    path = tmp_path / "laws" / "ley-9901.txt"
    path.parent.mkdir()
    path.write_text(LAW_TEXT, encoding="utf-8")
    return path


@pytest.fixture
def imported(milex: Milex, law_file: Path) -> str:
    """The identifier of the law of ``law_file``, imported into a fresh data folder."""
    assert milex("init").code == 0
    answer = milex("import", law_file, "--country", "PY", "--date", "2012-12-13", "--json")
    assert answer.code == 0, answer.err
    law: str = answer.json["laws"][0]["law"]
    return law
