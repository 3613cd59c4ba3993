"""Options and arguments that several verbs share."""

import datetime
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from corpus.corrections import read_cuts
from corpus.errors import InvalidOutline
from corpus.intake import Hints
from corpus.segmenter import Cut
from corpus.topics import load_topics
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message
from milex.cli.complaints import SpokenBadParameter
from milex.cli.desk import Desk
from milex.importing import shown_path
from milex.inventory import topics_of

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_COUNTRY: Final = re.compile(r"[A-Za-z]{2}")


class SpokenPath(click.ParamType[Path]):
    """A path that names a file, a folder or either; it must exist unless said otherwise."""

    name = "path"

    def __init__(self, *, exists: bool = True, file: bool = True, folder: bool = True) -> None:
        self.exists, self.file, self.folder = exists, file, folder

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """``value`` as a path; refused in a sentence where it names nothing or the wrong thing."""
        del param, ctx
        path, shown = Path(value), shown_path(Path(value))
        if self.exists and not path.exists():
            raise SpokenBadParameter(Message("there is no file or folder ‹%(path)s›.", path=shown))
        if not self.folder and path.is_dir():
            raise SpokenBadParameter(Message("‹%(path)s› is a folder; name a file.", path=shown))
        if not self.file and path.is_file():
            raise SpokenBadParameter(Message("‹%(path)s› is a file; name a folder.", path=shown))
        return path


def as_json(desk: Desk) -> Decorator:
    """``--json``: the same answer for programs."""
    return click.option(
        "--json", "as_json", is_flag=True, help=desk.say(Message("Print JSON, for programs."))
    )


def country(desk: Desk, *, multiple: bool = False) -> Decorator:
    """``--country``: a jurisdiction."""
    return click.option(
        "--country",
        "countries" if multiple else "country",
        callback=_countries if multiple else _country,
        multiple=multiple,
        metavar="CC",
        help=desk.say(Message("Two-letter code of the country, such as PY.")),
    )


def language(desk: Desk, *, multiple: bool = False) -> Decorator:
    """``--language``: the language of the laws, not of the command line."""
    return click.option(
        "--language",
        "languages" if multiple else "language",
        type=click.Choice(sorted(KNOWN_LANGUAGES)),
        multiple=multiple,
        help=desk.say(Message("The language of the law.")),
    )


def topic(desk: Desk, *, multiple: bool = False) -> Decorator:
    """``--topic``: a slug of corpus.topics."""
    return click.option(
        "--topic",
        "topics" if multiple else "topic",
        callback=partial(_topics if multiple else _topic, desk),
        multiple=multiple,
        metavar="T",
        help=desk.say(Message("A topic, such as trafficking or smuggling.")),
    )


def law(desk: Desk, *, required: bool = True) -> Decorator:
    """The argument LAW."""
    name = desk.say(Message("LAW"))
    return click.argument(
        "law", metavar=name if required else f"[{name}]", callback=_law, required=required
    )


def version(desk: Desk) -> Decorator:
    """``--version``: a version by name."""
    return click.option(
        "--version",
        "version",
        metavar="V",
        help=desk.say(Message("The version, such as 2016-05-01; the current one by default.")),
    )


def checklist(desk: Desk) -> Decorator:
    """``--checklist``: a checklist by id."""
    return click.option(
        "--checklist",
        metavar="ID",
        help=desk.say(Message("The checklist; that of the UN Protocols by default.")),
    )


def group(desk: Desk) -> Decorator:
    """``--group``: a group of a checklist's provisions."""
    return click.option(
        "--group", metavar="G", help=desk.say(Message("Only this group of provisions, such as A."))
    )


def on(desk: Desk) -> Decorator:
    """``--on``: the day on which laws are in force."""
    return click.option(
        "--on",
        callback=_day,
        metavar="D",
        help=desk.say(Message("The laws in force on this day, YYYY-MM-DD; today by default.")),
    )


def report_format(desk: Desk, formats: Sequence[str]) -> Decorator:
    """``--format``: one of ``formats``, the first by default; the command gets ``wanted``."""
    return click.option(
        "--format",
        "wanted",
        type=click.Choice(formats),
        default=formats[0],
        help=desk.say(Message("The format; text by default.")),
    )


def output(desk: Desk) -> Decorator:
    """``-o``: a file instead of standard output."""
    return click.option(
        "-o",
        "--output",
        type=SpokenPath(exists=False, folder=False),
        metavar=desk.say(Message("FILE")),
        help=desk.say(Message("Write to this file instead of the screen.")),
    )


def hints(desk: Desk) -> Decorator:
    """What a person knows of a file: it wins over what the file says.

    The command gets one argument, ``hints``.
    """
    shared = (
        country(desk),
        click.option(
            "--title", metavar="T", help=desk.say(Message("The title of the law.")), default=""
        ),
        click.option(
            "--number",
            metavar="N",
            help=desk.say(Message("The number of the law, as it is cited.")),
            default="",
        ),
        click.option(
            "--date",
            callback=_day,
            metavar="D",
            help=desk.say(Message("The date of the law, YYYY-MM-DD.")),
        ),
        language(desk),
        click.option(
            "--kind",
            metavar="K",
            help=desk.say(Message("What it is: ley, decreto, act, bill, treaty…")),
            default="",
        ),
        topic(desk, multiple=True),
    )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def with_hints(**given: Any) -> Any:
            names = ("country", "title", "number", "date", "language", "kind")
            values = {name: given.pop(name) or None for name in names}
            topics = tuple(given.pop("topics"))
            return command(hints=Hints(**values, topics=topics), **given)

        decorated: Callable[..., Any] = with_hints
        decorated.__name__ = command.__name__
        params = getattr(command, "__click_params__", [])
        decorated.__click_params__ = params  # type: ignore[attr-defined]
        for option in reversed(shared):
            decorated = option(decorated)
        return decorated

    return decorate


def structure(desk: Desk) -> Decorator:
    """``--structure``: a corrected outline; the command gets ``cuts``."""
    return click.option(
        "--structure",
        "cuts",
        type=SpokenPath(folder=False),
        callback=_cuts,
        metavar=desk.say(Message("FILE")),
        help=desk.say(
            Message("Cut the law as this corrected outline says; see `milex outline --json`.")
        ),
    )


def _cuts(ctx: click.Context, param: click.Parameter, value: Path | None) -> tuple[Cut, ...] | None:
    del ctx, param
    if value is None:
        return None
    try:
        return read_cuts(value.read_bytes(), value.name)
    except InvalidOutline as error:
        raise SpokenBadParameter(error.message) from None


def _law(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A law's identifier however it was copied: in capitals, with slashes around it."""
    return value and plain_text(ctx, param, value).strip().strip("/").lower()


def plain_text(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """``value`` as text that a database takes: bytes that are no UTF-8 become “�”."""
    del ctx, param
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def optional_text(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """As ``plain_text``; None stays None."""
    return None if value is None else plain_text(ctx, param, value)


def _country(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A two-letter ISO 3166-1 code in either case; lower case comes out."""
    del ctx, param
    if value is not None and not _COUNTRY.fullmatch(value):
        raise SpokenBadParameter(
            Message("it must be a two-letter ISO 3166 code, such as PY or UG.")
        )
    return value and value.lower()


def _countries(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    return tuple(_country(ctx, param, value) or "" for value in values)


def _topics(
    desk: Desk, ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    return tuple(_topic(desk, ctx, param, value) or "" for value in values)


def _topic(desk: Desk, ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The slug of a topic, also by an inventory's word for it; one of no list is told."""
    if value is None:
        return None
    word = plain_text(ctx, param, value).strip()
    slug = next(iter(topics_of(word)), word)
    topics = load_topics()
    if slug not in topics:
        likely = get_close_matches(slug, topics) or sorted(topics)
        desk.warn(
            Message(
                "‹%(topic)s› is no topic that MILEX knows; it knows %(likely)s.",
                topic=word,
                likely=", ".join(likely),
            )
        )
    return slug


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    del ctx, param
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise SpokenBadParameter(
            Message("it must be a date written YYYY-MM-DD, such as 2012-12-31.")
        ) from None
