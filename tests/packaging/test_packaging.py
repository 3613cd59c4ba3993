"""What the wheel holds, and what must never leave this house."""

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = {"milex", "corpus", "search", "web", "i18n"}


@pytest.fixture(scope="module")
def pyproject() -> dict[str, object]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    (path,) = WheelBuilder(str(PROJECT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(path) as wheel:
        return set(wheel.namelist())


def test_the_project_cannot_be_uploaded_to_a_public_index(pyproject) -> None:
    assert "Private :: Do Not Upload" in pyproject["project"]["classifiers"]


def test_the_wheel_holds_the_five_rooms_and_nothing_else(wheel_names: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == ROOMS


@pytest.mark.parametrize(
    "data_file",
    [
        "corpus/grammar/es.yaml",
        "corpus/grammar/en.yaml",
        "corpus/checklists/un-trafficking-smuggling.yaml",
        "corpus/reference/jurisdictions.yaml",
        "corpus/samples/jurisdictions.yaml",
        "i18n/locales/es/LC_MESSAGES/milex.po",
        "i18n/terms.yaml",
    ],
)
def test_the_wheel_carries_its_data_files(wheel_names: set[str], data_file: str) -> None:
    assert data_file in wheel_names


def test_the_wheel_carries_templates_styles_migrations_and_samples(wheel_names: set[str]) -> None:
    for pattern in (
        r"web/templates/.+\.html",
        r"web/static/.+\.css",
        r"milex/migrations/versions/.+\.py",
        r"corpus/samples/.+\.xml",
    ):
        assert any(re.fullmatch(pattern, name) for name in wheel_names), pattern


def test_every_dependency_is_locked_and_the_lock_names_no_registry(pyproject) -> None:
    def names(lines: list[str]) -> set[str]:
        return {re.split(r"[\s\[<>=!~;]", line.strip(), maxsplit=1)[0].lower() for line in lines}

    declared = names(pyproject["project"]["dependencies"])
    lock_text = (PROJECT / "requirements" / "run.txt").read_text(encoding="utf-8")
    locked = names([line for line in lock_text.splitlines() if re.match(r"\w", line)])
    assert declared <= locked
    assert "://" not in lock_text
    assert "://" not in (PROJECT / "requirements" / "dev.txt").read_text(encoding="utf-8")


def test_the_development_lock_contains_every_pin_of_the_run_lock() -> None:
    def pins(name: str) -> set[str]:
        text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")
        return {line.split(" ")[0] for line in text.splitlines() if re.match(r"\w", line)}

    assert pins("run.txt") <= pins("dev.txt")
