"""What the search box is told while a person types."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def _suggestions(client: FlaskClient, typed: str, language: str = "en") -> list[dict[str, Any]]:
    answer = client.get(f"/{language}/search/suggestions", query_string={"q": typed})
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    found: list[dict[str, Any]] = answer.get_json()["suggestions"]
    return found


@pytest.mark.parametrize(
    ("language", "typed", "kind", "text"),
    [
        ("en", "trafficking in p", "concept", "trafficking in persons"),
        ("es", "trata de p", "concept", "trata de personas"),
        ("es", "TRATA DE P", "concept", "trata de personas"),
        ("es", "tráfico ilíc", "concept", "tráfico ilícito de migrantes"),
        ("es", "trafico ilic", "concept", "tráfico ilícito de migrantes"),
        ("en", "organized crime", "law",
         "Organized Crime and Assistance to Victims of Trafficking Act 2022 (sample)"),
        ("en", "aggravated traf", "heading", "Aggravated trafficking"),
        ("en", "services of a vic", "heading", "Using the services of a victim"),
    ],
)  # fmt: skip
def test_laws_concepts_and_headings_are_suggested(
    client: FlaskClient, language: str, typed: str, kind: str, text: str
) -> None:
    found = _suggestions(client, typed, language)
    assert text in [one["text"] for one in found if one["kind"] == kind]


@pytest.mark.parametrize("typed", ["", "  ", "tr", "de", "¿?", "zzzzqqq", '"'])
def test_too_little_or_nothing_known_suggests_nothing(client: FlaskClient, typed: str) -> None:
    assert _suggestions(client, typed) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_suggestion_leads_to_a_page_with_something_on_it(
    client: FlaskClient, language: str
) -> None:
    found = _suggestions(client, "trafficking in persons", language)
    found += _suggestions(client, "asistencia a las víc", language)
    assert {one["kind"] for one in found} == {"law", "concept", "heading"}
    for one in found:
        assert one["url"].startswith(f"/{language}/")
        assert one["language"] in ("en", "es")
        page = client.get(one["url"])
        assert page.status_code == 200
        if one["kind"] == "heading":
            assert 'class="hit"' in page.text


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=40))
def test_any_letters_are_answered(client: FlaskClient, typed: str) -> None:
    for one in _suggestions(client, typed.encode("utf-8", "replace").decode()):
        assert one["text"]
