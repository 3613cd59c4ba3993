"""Reference files as rows: YAML and CSV into frozen dataclasses, their form checked.

What one row alone can break is told here, with its place; what rows say of each other is
checked by the module that owns them.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, TypeVar

import yaml
from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from corpus.errors import InvalidReference
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message

FOLDER: Final = Path(__file__).parent
STRICT: Final = ConfigDict(extra="forbid", populate_by_name=True)

Row = TypeVar("Row")


def _in_every_language(texts: Mapping[str, str]) -> Mapping[str, str]:
    if set(texts) != set(KNOWN_LANGUAGES) or not all(text.strip() for text in texts.values()):
        raise ValueError(
            f"a text in each of these languages is needed: {', '.join(KNOWN_LANGUAGES)}"
        )
    return MappingProxyType(dict(texts))


# text[language]; every language of the interface, none empty
Bilingual = Annotated[Mapping[str, str], AfterValidator(_in_every_language)]


def read_file(path: Path) -> Mapping[str, Any]:
    """The top level of a YAML file.

    Raises:
        InvalidReference: it cannot be read, or its top level has no keys.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise InvalidReference(
            Message("%(file)s cannot be read: %(reason)s", file=path.name, reason=error)
        ) from error
    if not isinstance(content, dict):
        raise InvalidReference(Message("%(file)s holds no table of rows by name.", file=path.name))
    return content


def rows_of(content: Mapping[str, Any], key: str, row: type[Row], file: str) -> tuple[Row, ...]:
    """``content[key]`` as rows, in the order of the file.

    Raises:
        InvalidReference: the first value that does not fit, with its place.
    """
    return _checked(content.get(key), row, f"{file}, {key}")


def csv_rows(path: Path, row: type[Row]) -> tuple[Row, ...]:
    """The rows of a CSV file whose first line names the columns.

    Raises:
        InvalidReference: as ``rows_of``; places count rows from 0, the first line apart.
    """
    try:
        with path.open(encoding="utf-8", newline="") as source:
            found = list(csv.DictReader(source, restkey="", strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidReference(
            Message("%(file)s cannot be read: %(reason)s", file=path.name, reason=error)
        ) from error
    return _checked(found, row, path.name)


def once_each(names: Sequence[str], file: str) -> None:
    """Nothing where no name stands twice.

    Raises:
        InvalidReference: one does.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidReference(
                Message("%(file)s has ‹%(name)s› twice; keep one.", file=file, name=name)
            )
        seen.add(name)


def _checked(values: Any, row: type[Row], place: str) -> tuple[Row, ...]:
    try:
        return _adapter(row).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidReference(
            Message(
                "%(file)s, %(place)s is ‹%(value)s›, which does not fit: %(reason)s.",
                file=place,
                place=".".join(str(step) for step in first["loc"]) or "-",
                value=str(first["input"])[:80],
                reason=first["msg"].removeprefix("Value error, "),
            )
        ) from error


def _adapter(row: type[Row]) -> TypeAdapter[tuple[Row, ...]]:
    return TypeAdapter(tuple[row, ...])  # type: ignore[valid-type]
