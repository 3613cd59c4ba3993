"""Answers written to a file, or to standard output."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from i18n.messages import Message
from milex.cli.complaints import SpokenUsageError


def write(pieces: Iterable[str], output: Path | None) -> None:
    """Text in pieces, in UTF-8, to the file ``output`` or else to standard output."""
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    with output.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def write_binary(data: bytes, output: Path | None) -> None:
    """``data`` to the file ``output``, or to standard output where that is no terminal."""
    if output is not None:
        output.write_bytes(data)
    elif sys.stdout.isatty():
        raise SpokenUsageError(
            Message("This format is for a file, not for the screen; name one with -o.")
        )
    else:
        click.echo(data, nl=False)
