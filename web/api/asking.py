"""What may be asked of the API: the parameters of each operation, checked."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from corpus.model import Status
from search.model import Sort
from web.api.specification import ACCEPTED
from web.parameters import LONGEST_QUERY

MOST_ROWS = 100
_FURTHEST = 100_000
_MOST_VALUES = 40  # of one parameter


def _whole(value: Any) -> Any:
    """Digits only: pydantic alone would also take ``1.0``, ``+1`` and ``1_000``."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError(value)
    return value


def _flag(value: Any) -> Any:
    if value not in ("true", "false", True, False):
        raise ValueError(value)
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        if len(value) != len("2020-12-31"):
            raise ValueError(value)
        return datetime.date.fromisoformat(value)
    return value


def _describe(schema: dict[str, Any]) -> None:
    """Says of every parameter what it takes; left out it may be, but never null."""
    for name, parameter in schema.get("properties", {}).items():
        for one in parameter.pop("anyOf", ()):
            if one != {"type": "null"}:
                parameter.update(one)
        if parameter.get("default", "") is None:
            del parameter["default"]
        parameter["description"] = str(ACCEPTED[name])


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Law = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2}/[a-z0-9-]{1,64}/[A-Za-z0-9._-]{1,200}$"),
]
Side = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z]{2}/[a-z0-9-]{1,64}/[A-Za-z0-9._-]{1,200}(@[a-z0-9-]{1,40})?$"
    ),
]
Topic = Code
Kind = Code
Version = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Group = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,20}$")]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS), BeforeValidator(_whole)]
Offset = Annotated[int, Field(ge=0, le=_FURTHEST), BeforeValidator(_whole)]
Year = Annotated[int, Field(ge=1500, le=2200), BeforeValidator(_whole)]


class Asked(BaseModel):
    """Parameters of an address; one that is not known is refused."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_describe)


class AskedNothing(Asked):
    """No parameters."""


class AskedLaws(Asked):
    """Which laws, and where the list goes on."""

    country: Country | None = None
    topic: Topic | None = None
    language: Language | None = None
    limit: Limit = 50
    after: Law | None = None


class AskedVersion(Asked):
    """Which version of a law; the current one by default."""

    version: Version | None = None


class AskedArticles(AskedVersion):
    """Which articles of a version."""

    limit: Limit = 50
    offset: Offset = 0


class AskedSearch(Asked):
    """A question to the index."""

    q: Annotated[str, Field(max_length=LONGEST_QUERY)]
    country: list[Country] = Field(default_factory=list, max_length=_MOST_VALUES)
    language: list[Language] = Field(default_factory=list, max_length=_MOST_VALUES)
    topic: list[Topic] = Field(default_factory=list, max_length=_MOST_VALUES)
    kind: list[Kind] = Field(default_factory=list, max_length=_MOST_VALUES)
    status: list[Status] = Field(default_factory=list, max_length=_MOST_VALUES)
    law: list[Law] = Field(default_factory=list, max_length=_MOST_VALUES)
    year_from: Annotated[Year | None, Field(alias="from")] = None
    year_to: Annotated[Year | None, Field(alias="to")] = None
    across: Flag = False
    by_law: Flag = False
    sort: Sort = "relevance"
    limit: Limit = 20
    offset: Offset = 0


class AskedProvisions(Asked):
    """Which provisions of a checklist."""

    group: Group | None = None
    limit: Limit = 20
    offset: Offset = 0


class AskedComparison(Asked):
    """Which version of a law, and which provisions."""

    group: Group | None = None
    version: Version | None = None


class AskedCountry(Asked):
    """Which provisions, and the day on which laws are in force."""

    group: Group | None = None
    on: Day | None = None


class AskedDifference(Asked):
    """Two laws, or two versions of one, and how to lay them side by side."""

    law: Annotated[list[Side], Field(min_length=2, max_length=2)]
    by: Literal["article", "provision"] | None = None
    checklist: Code | None = None
    group: Group | None = None


class AskedMatrix(Asked):
    """Which rows and columns of a matrix."""

    by: Literal["country", "law"] = "country"
    country: list[Country] = Field(default_factory=list, max_length=_MOST_VALUES)
    topic: Topic | None = None
    group: Group | None = None
    on: Day | None = None
    limit: Limit = 50
    offset: Offset = 0
