"""Click in the reader's language: its headings, and its complaints about wrong use."""

import sys
from typing import Any, Final, NoReturn

import click

from corpus.errors import UnreadableFile
from i18n.errors import MilexError
from i18n.messages import Message
from milex.cli.desk import Desk
from milex.errors import InvalidSetting, NotFound

DONE: Final = 0
PROBLEMS: Final = 1  # the work is done, and something in the input needs a look
WRONG_USE: Final = 2
ENVIRONMENT: Final = 3  # database, index or file trouble
INTERRUPTED: Final = 130


class SpokenCommand(click.Command):
    """A command whose help reads in the desk's language."""

    def __init__(self, *args: Any, desk: Desk, **attributes: Any) -> None:
        attributes.setdefault("options_metavar", f"[{desk.say(Message('OPTIONS'))}]")
        super().__init__(*args, **attributes)
        self.desk = desk

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        pieces = self.collect_usage_pieces(ctx)
        prefix = self.desk.say(Message("Usage:")) + " "
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options under their heading."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section(self.desk.say(Message("Options"))):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, described in the desk's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.desk.say(Message("Show this message and exit."))
        return option


class SpokenGroup(SpokenCommand, click.Group):
    """The group of all commands: it turns every expected error into one sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands under their heading."""
        records = [
            (name, command.get_short_help_str(formatter.width))
            for name, command in self.commands.items()
        ]
        with formatter.section(self.desk.say(Message("Commands"))):
            formatter.write_dl(records)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Runs a command line and leaves with its exit code."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            code = WRONG_USE
        except click.UsageError as error:
            code = self._complain(complaint(error), WRONG_USE)
        except MilexError as error:
            code = self._complain(error.message, exit_code(error))
        except BrokenPipeError:
            # The reader of our output has gone: `milex laws | head`. Nothing more to say.
            sys.stdout = None
            code = PROBLEMS
        except OSError as error:
            code = self._complain(file_trouble(error), ENVIRONMENT)
        except (click.Abort, KeyboardInterrupt):
            code = self._complain(Message("Stopped."), INTERRUPTED)
        finally:
            self.desk.close()
        sys.exit(code or DONE)

    def _complain(self, message: Message, code: int) -> int:
        self.desk.warn(message)
        return code


def exit_code(error: MilexError) -> int:
    """The exit code that ``error`` ends a command with."""
    if isinstance(error, NotFound | InvalidSetting):
        return WRONG_USE
    if isinstance(error, UnreadableFile):
        return PROBLEMS
    return ENVIRONMENT  # database, index, a damaged checklist or stored XML


def file_trouble(error: OSError) -> Message:
    """A sentence for a file that the operating system refuses."""
    return Message(
        "%(path)s cannot be used (%(reason)s); check the path and its permissions.",
        path=error.filename or "?",
        reason=error.strerror or type(error).__name__,
    )


def complaint(error: click.UsageError) -> Message:
    """A sentence for wrong use, with the help to read."""
    return Message(
        "%(complaint)s See `%(command)s --help`.",
        complaint=_what_is_wrong(error),
        command=error.ctx.command_path if error.ctx else "milex",
    )


def _what_is_wrong(error: click.UsageError) -> Message:
    if isinstance(error, click.exceptions.NoSuchCommand):
        return Message("There is no command ‹%(name)s›.", name=error.command_name)
    if isinstance(error, click.NoSuchOption):
        return Message("There is no option ‹%(name)s›.", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        hint = error.param.get_error_hint(error.ctx) if error.param else ""
        return Message("%(name)s is missing.", name=str(hint).strip("'"))
    if isinstance(error, click.BadParameter):
        hint = error.param.get_error_hint(error.ctx) if error.param else ""
        return Message(
            "%(name)s cannot be used: %(reason)s",
            name=str(hint).strip("'"),
            reason=_reason(error),
        )
    if isinstance(error, SpokenUsageError):
        return error.spoken
    return Message("%(detail)s", detail=error.format_message())


def _reason(error: click.BadParameter) -> Message:
    """The sentence that a parameter type of ours gave, or Click's own."""
    if isinstance(error, SpokenBadParameter):
        return error.spoken
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return Message("it must be one of %(choices)s.", choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.Path):
        return Message("there is no such file or folder, or it cannot be read.")
    if isinstance(kind, click.IntRange):
        return Message(
            "it must be a whole number from %(low)s to %(high)s.", low=kind.min, high=kind.max
        )
    return Message("%(detail)s", detail=error.message)


class SpokenUsageError(click.UsageError):
    """Parameters that do not go together, told by a Message."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.spoken = message


class SpokenBadParameter(click.BadParameter):
    """A parameter outside its accepted form, told by a Message."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.spoken = message
