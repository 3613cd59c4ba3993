"""Names that templates give to codes."""

import pytest
from flask import Flask

from web.presentation import version_name


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("en", "2023-07-01", "1 July 2023"),
        ("es", "2023-07-01", "1 de julio de 2023"),
        ("es", "2023-07-01-2", "1 de julio de 2023 (2)"),
        ("en", "undated", "without a date"),
        ("es", "undated-3", "sin fecha (3)"),
        ("en", "draft of July", "draft of July"),
    ],
)
def test_a_version_is_named_by_its_day_written_out(
    app: Flask, language: str, name: str, expected: str
) -> None:
    with app.test_request_context(f"/{language}/"):
        assert version_name(name) == expected
