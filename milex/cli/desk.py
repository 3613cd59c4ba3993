"""What every command is given: the settings, the reader's language, and ways to print.

Commands never call ``print``: on a terminal tables fit its width, in a pipe they are
plain lines of tab-separated values that nothing cuts off.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.problems import Problem
from i18n.messages import Message
from milex.settings import Settings
from milex.workspace import Workspace, open_workspace

PIPED_COLUMNS: Final = 80


@dataclass(frozen=True)
class Desk:
    """One run of the command line."""

    settings: Settings

    @property
    def language(self) -> str:
        """The language of every sentence printed (ISO 639-1)."""
        return self.settings.language

    @cached_property
    def workspace(self) -> Workspace:
        """The library, index and checklists; opened when first used."""
        return open_workspace(self.settings)

    def close(self) -> None:
        """Gives back what the workspace holds, where one was opened."""
        if "workspace" in vars(self):
            self.workspace.close()

    def say(self, message: Message) -> str:
        """``message`` in the reader's language."""
        return message.in_language(self.language)

    def tell(self, message: Message) -> None:
        """Prints a sentence on standard output."""
        click.echo(self.say(message))

    def warn(self, message: Message) -> None:
        """Prints a sentence on standard error."""
        click.echo(self.say(message), err=True)

    def print_json(self, data: Any) -> None:
        """Prints ``data`` as JSON, accents kept."""
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))

    def print_table(
        self,
        columns: Sequence[Message],
        rows: Iterable[Sequence[str]],
        *,
        headings_in_pipe: bool = False,
    ) -> None:
        """A table on a terminal; without one, a line a row with tabs between."""
        if not self.is_terminal:
            headings = [[self.say(column) for column in columns]] if headings_in_pipe else []
            for row in (*headings, *rows):
                click.echo("\t".join(" ".join(cell.split()) for cell in row))
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            table.add_column(Text(self.say(column)), overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self.console.print(table)

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads standard output as it comes."""
        return sys.stdout.isatty()

    @property
    def console(self) -> Console:
        """Standard output, as wide as the terminal or 80 columns in a pipe."""
        width = None if self.is_terminal else PIPED_COLUMNS
        return Console(width=width, markup=False, highlight=False)

    def problems(self, problems: Iterable[Problem]) -> list[dict[str, Any]]:
        """Problems as ``--json`` shows them."""
        return [
            {
                "line": problem.line,
                "code": problem.code,
                "message": self.say(problem.message),
                "confidence": problem.confidence,
            }
            for problem in problems
        ]
