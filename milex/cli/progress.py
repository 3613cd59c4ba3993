"""A progress bar on standard error, for work that takes a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from i18n.messages import Message
from milex.cli.desk import Desk


class Show(Protocol):
    """Shows how far the work has come; one step is no work to watch, and shows nothing."""

    def __call__(self, done: int, total: int, doing: Message) -> None:
        """``done`` of ``total`` steps are done, and ``doing`` says what is done now."""


@contextmanager
def progress_bar(desk: Desk) -> Iterator[Show]:
    """A bar that goes when the block ends; nothing where standard error is no terminal."""
    console = Console(stderr=True)
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = bar.add_task("", total=None, visible=False)

    def show(done: int, total: int, doing: Message) -> None:
        bar.update(
            task,
            completed=done,
            total=total,
            description=desk.say(doing),
            visible=total > 1,
        )

    with bar:
        yield show
