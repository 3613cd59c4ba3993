"""Settings: one table feeds the program, its help and docs/settings.md."""

from pathlib import Path

import pytest

from milex.errors import InvalidSetting
from milex.settings import SETTINGS, Settings, locale_language, settings_from_environment

DOCS = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented_as_it_is() -> None:
    documented = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert documented == [
        f"| `{row.variable}` | {f'`{row.default}`' if row.default else ''} "
        f"| {row.accepted} | {row.help} |"
        for row in SETTINGS
    ]


def test_every_setting_fills_one_field() -> None:
    assert [row.name for row in SETTINGS] == list(Settings.__dataclass_fields__)


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = settings_from_environment({})
    assert settings.home == Path.home() / ".milex"
    assert settings.database_url == f"sqlite:///{Path.home() / '.milex' / 'milex.db'}"
    assert settings.index_folder == settings.home / "index"
    assert settings.size_limit == 50 * 1024 * 1024
    assert (settings.search, settings.language, settings.secret_key) == ("whoosh", "en", "")


def test_the_environment_wins() -> None:
    settings = settings_from_environment(
        {
            "MILEX_HOME": "data",
            "MILEX_DATABASE_URL": "postgresql://milex@localhost/milex",
            "MILEX_SIZE_LIMIT_MB": "7",
            "MILEX_LANGUAGE": "es",
        }
    )
    assert settings.home == Path("data").absolute()
    assert settings.database_url == "postgresql+psycopg://milex@localhost/milex"
    assert (settings.size_limit_mb, settings.language) == (7, "es")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MILEX_SEARCH", "sphinx"),
        ("MILEX_SEARCH", "elastic"),
        ("MILEX_SIZE_LIMIT_MB", "0"),
        ("MILEX_SIZE_LIMIT_MB", "lots"),
        ("MILEX_SIZE_LIMIT_MB", "-1"),
        ("MILEX_LANGUAGE", "fr"),
        ("MILEX_DATABASE_URL", "mysql://milex@localhost/milex"),
    ],
)
def test_a_value_outside_its_form_is_named_with_what_is_accepted(variable: str, value: str) -> None:
    (row,) = [row for row in SETTINGS if row.variable == variable]
    with pytest.raises(InvalidSetting) as caught:
        settings_from_environment({variable: value})
    assert variable in str(caught.value)
    assert str(row.accepted) in str(caught.value)


def test_a_refused_database_url_does_not_show_its_password() -> None:
    with pytest.raises(InvalidSetting) as caught:
        settings_from_environment({"MILEX_DATABASE_URL": "mysql://milex:sesame@localhost/milex"})
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "es_PY.UTF-8"}, "es"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "pt_BR.UTF-8"}, "en"),
        ({"LC_ALL": "es_AR", "LANG": "en_US"}, "es"),
        ({"LC_ALL": "", "LC_MESSAGES": "es_CO", "LANG": "en_US"}, "es"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert locale_language(environment) == language


def test_the_postgres_engine_asks_for_a_postgresql_database() -> None:
    with pytest.raises(InvalidSetting, match="MILEX_DATABASE_URL"):
        settings_from_environment({"MILEX_SEARCH": "postgres"})
    url = "postgresql://milex@localhost/milex"
    settings = settings_from_environment({"MILEX_SEARCH": "postgres", "MILEX_DATABASE_URL": url})
    assert settings.search == "postgres"
