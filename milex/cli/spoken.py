"""Click in the reader's language: its headings, and its complaints about wrong use."""

import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import click

from corpus.errors import UnreadableFile
from i18n.errors import MilexError
from i18n.messages import Message
from milex.cli.complaints import SpokenUsageError, complaint, file_trouble
from milex.cli.desk import Desk
from milex.errors import BackupUnusable, InvalidSetting, NotFound

DONE: Final = 0
PROBLEMS: Final = 1  # the work is done, and something in the input needs a look
WRONG_USE: Final = 2
ENVIRONMENT: Final = 3  # database, index or file trouble
INTERRUPTED: Final = 130

_WHOLE_SENTENCE: Final = 1000  # letters; the formatter breaks it into lines


class SpokenCommand(click.Command):
    """A command whose help reads in the desk's language."""

    def __init__(self, *args: Any, desk: Desk, **attributes: Any) -> None:
        metavar = desk.say(Message("[OPTIONS]"))
        super().__init__(*args, **{"options_metavar": metavar, **attributes})
        self.desk = desk

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses ``args``; words that no parameter takes are told by a Message."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # so that its own help is named
            raise
        if rest and not isinstance(self, click.Group):
            words = " ".join(f"‹{word}›" for word in rest)
            raise SpokenUsageError(Message("%(words)s is more than is expected.", words=words), ctx)
        return rest

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


class SpokenBranch(SpokenCommand, click.Group):
    """A command with commands of its own: ``milex checklist lint``."""

    def __init__(self, *args: Any, desk: Desk, **attributes: Any) -> None:
        metavar = desk.say(Message("COMMAND [ARGUMENTS]…"))
        super().__init__(*args, **{"desk": desk, "subcommand_metavar": metavar, **attributes})

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands under their heading."""
        records = [
            (name, command.get_short_help_str(_WHOLE_SENTENCE))
            for name, command in self.commands.items()
        ]
        with formatter.section(self.desk.say(Message("Commands"))):
            formatter.write_dl(records)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


class SpokenGroup(SpokenBranch):
    """The group of all commands: it turns every expected error into one sentence.

    ``settings`` are rows of the help: a variable and what it sets.
    """

    def __init__(self, *args: Any, settings: Sequence[tuple[str, str]], **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.settings = settings

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, the commands, then the settings."""
        super().format_options(ctx, formatter)
        with formatter.section(self.desk.say(Message("Settings, from the environment"))):
            formatter.write_dl(self.settings)

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
    if isinstance(error, NotFound | InvalidSetting | BackupUnusable):
        return WRONG_USE
    if isinstance(error, UnreadableFile):
        return PROBLEMS
    return ENVIRONMENT  # database, index, a damaged checklist or stored XML
