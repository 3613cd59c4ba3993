"""Sentences for wrong use of the command line, in place of Click's own."""

import errno
from types import MappingProxyType
from typing import Final

import click

from i18n.messages import Message


class SpokenUsageError(click.UsageError):
    """Parameters that do not go together, told by a Message."""

    def __init__(self, message: Message, ctx: click.Context | None = None) -> None:
        super().__init__(str(message), ctx)
        self.spoken = message


class SpokenBadParameter(click.BadParameter):
    """A parameter outside its accepted form, told by a Message."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.spoken = message


def complaint(error: click.UsageError) -> Message:
    """A sentence for wrong use, with the help to read."""
    return Message(
        "%(complaint)s See `%(command)s --help`.",
        complaint=_what_is_wrong(error),
        command=error.ctx.command_path if error.ctx else "milex",
    )


def file_trouble(error: OSError) -> Message:
    """A sentence for a file that the operating system refuses."""
    return Message(
        "%(path)s cannot be used (%(reason)s); check the path and its permissions.",
        path=error.filename or "?",
        reason=_REASONS.get(error.errno or 0, error.strerror or type(error).__name__),
    )


# The system's own words are in its language, not in the reader's.
_REASONS: Final = MappingProxyType(
    {
        errno.ENOENT: Message("there is no such file or folder"),
        errno.EACCES: Message("permission denied"),
        errno.EPERM: Message("permission denied"),
        errno.EROFS: Message("nothing can be written there"),
        errno.ENOSPC: Message("the disk is full"),
        errno.EISDIR: Message("it is a folder"),
        errno.ENOTDIR: Message("part of the path is a file"),
        errno.EEXIST: Message("a file stands in its place"),
    }
)


def _what_is_wrong(error: click.UsageError) -> Message:
    match error:
        case SpokenUsageError():
            return error.spoken
        case click.exceptions.NoSuchCommand():
            unknown = Message("There is no command ‹%(name)s›.", name=error.command_name)
            return _with_suggestion(unknown, error.possibilities)
        case click.NoSuchOption():
            unknown = Message("There is no option ‹%(name)s›.", name=error.option_name)
            return _with_suggestion(unknown, error.possibilities)
        case click.BadOptionUsage():
            return Message("%(name)s needs a value after it.", name=error.option_name)
        case click.MissingParameter():
            return Message("%(name)s is missing.", name=_name(error.param))
        case click.BadParameter():
            return Message(
                "%(name)s cannot be used: %(reason)s",
                name=_name(error.param),
                reason=_reason(error),
            )
    return Message("%(detail)s", detail=error.format_message())


def _with_suggestion(unknown: Message, likely: list[str] | None) -> Message:
    if not likely:
        return unknown
    return Message("%(unknown)s Did you mean %(likely)s?", unknown=unknown, likely=likely[0])


def _name(parameter: click.Parameter | None) -> str:
    """A parameter as its help names it: "-o / --output", "PATH"."""
    if isinstance(parameter, click.Argument):
        return (parameter.metavar or parameter.name or "").strip("[]…")
    return " / ".join(parameter.opts) if parameter else ""


def _reason(error: click.BadParameter) -> Message:
    """The sentence that a parameter type of ours gave, or one for Click's own types."""
    if isinstance(error, SpokenBadParameter):
        return error.spoken
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return Message("it must be one of %(choices)s.", choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return Message(
            "it must be a whole number from %(low)s to %(high)s.", low=kind.min, high=kind.max
        )
    return Message("%(detail)s", detail=error.message)
