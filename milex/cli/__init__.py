"""The command line: one module a verb.

Each verb's module has ``command(desk)``, which builds the Click command in the
reader's language; ``tree`` gathers them.
"""

import os

import click

from milex.cli.spoken import WRONG_USE
from milex.cli.tree import build
from milex.errors import InvalidSetting
from milex.settings import locale_language, settings_from_environment


def main() -> None:
    """Runs the command line of this process and leaves with its exit code."""
    try:
        settings = settings_from_environment(os.environ)
    except InvalidSetting as error:
        click.echo(error.message.in_language(locale_language(os.environ)), err=True)
        raise SystemExit(WRONG_USE) from None
    build(settings).main(prog_name="milex")
