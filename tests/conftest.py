"""Fixtures that every room's tests share."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real laws and gold data; tests that need it skip where it is missing."""
    folder = Path(os.environ.get("MILEX_SHARED", PROJECT.parent / "shared"))
    if not (folder / "laws" / "INDEX.tsv").is_file():
        pytest.skip(f"no folder of real laws at {folder}; set MILEX_SHARED to one")
    return folder
