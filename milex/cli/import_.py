"""``milex import``: files and folders into the library and its index."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from corpus.intake import Hints
from corpus.segmenter import Cut
from i18n.messages import Counted, Message
from milex.cli import options
from milex.cli.complaints import SpokenUsageError
from milex.cli.desk import Desk
from milex.cli.progress import progress_bar
from milex.cli.spoken import DONE, ENVIRONMENT, PROBLEMS, SpokenCommand
from milex.importing import Refused, Taken, files_in, take
from milex.indexing import apply_index_tasks
from milex.library import Library
from search.errors import SearchError


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "import",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Take law files into the library. Folders are walked; an INDEX.tsv in a "
                "folder says country, title, number, language and topic of its files. "
                "Importing a file again changes nothing."
            )
        ),
    )
    @click.argument(
        "paths",
        metavar=desk.say(Message("PATH…")),
        nargs=-1,
        required=True,
        type=options.SpokenPath(),
    )
    @options.hints(desk)
    @options.structure(desk)
    @click.option("--dry-run", is_flag=True, help=desk.say(Message("Only say what would happen.")))
    @options.as_json(desk)
    def import_(
        paths: tuple[Path, ...],
        hints: Hints,
        cuts: tuple[Cut, ...] | None,
        dry_run: bool,
        as_json: bool,
    ) -> int:
        files = files_in(paths)
        if cuts is not None and len(files) != 1:
            raise SpokenUsageError(Message("--structure corrects one file; name that file alone."))
        library = None if dry_run else _library(desk)
        results, trouble = _take_all(desk, files, replace(hints, cuts=cuts), library)
        if not results:
            results = [_nothing_in(path) for path in paths]
        taken = [result for result in results if isinstance(result, Taken)]
        refused = [result for result in results if isinstance(result, Refused)]
        if as_json:
            desk.print_json(_json(desk, taken, refused))
        else:
            _report(desk, taken, refused)
        if trouble is not None:
            desk.warn(trouble)
            return ENVIRONMENT
        return PROBLEMS if refused else DONE

    return import_


def _library(desk: Desk) -> Library:
    """The library, once its index is known to be usable: no import ends half done."""
    desk.workspace.check()
    return desk.workspace.library


def _take_all(
    desk: Desk, files: list[Path], hints: Hints, library: Library | None
) -> tuple[list[Taken | Refused], Message | None]:
    """What became of every file, and why the index could not follow, if it could not."""
    results: list[Taken | Refused] = []
    trouble = None
    with progress_bar(desk) as show:
        for place, file in enumerate(files):
            show(place, len(files), Message("Reading %(name)s", name=file.name))
            results.append(take(file, hints, desk.settings.size_limit, library))
        if library is not None:
            show(len(files), len(files), Message("Writing the index"))
            try:
                apply_index_tasks(library, desk.workspace.search)
            except SearchError as error:
                trouble = error.message  # what was stored is told all the same
    return results, trouble


def _nothing_in(path: Path) -> Refused:
    return Refused(
        str(path),
        "empty",
        Message("%(path)s holds no files; name a file or a folder of laws.", path=path),
    )


def _json(desk: Desk, taken: list[Taken], refused: list[Refused]) -> dict[str, Any]:
    return {
        "laws": [
            {
                "law": law.law,
                "version": law.version,
                "path": law.path,
                "articles": law.articles,
                "outcome": law.addition.outcome if law.addition else "dry_run",
                "format": law.format,
                "conservation": round(law.conservation, 4),
                "problems": desk.problems(law.problems),
            }
            for law in taken
        ],
        "refused": [
            {"path": file.path, "reason": desk.say(file.reason), "code": file.code}
            for file in refused
        ],
    }


def _report(desk: Desk, taken: list[Taken], refused: list[Refused]) -> None:
    rows = [
        (law.law, law.version, str(law.articles), desk.say(_outcome(law)), str(len(law.problems)))
        for law in taken
    ]
    if rows:
        columns = (
            Message("Law"),
            Message("Version"),
            Message("Articles"),
            Message("Outcome"),
            Message("Doubts"),
        )
        desk.print_table(columns, rows)
    for file in refused:
        desk.warn(file.reason)
    desk.warn(
        Message(
            "%(taken)s, %(refused)s.",
            taken=Counted("%(count)s file taken", "%(count)s files taken", count=len(taken)),
            refused=Counted("%(count)s refused", "%(count)s refused", count=len(refused)),
        )
    )


def _outcome(law: Taken) -> Message:
    match law.addition.outcome if law.addition else "dry_run":
        case "added":
            return Message("added")
        case "new_version":
            return Message("new version")
        case "updated":
            return Message("updated")
        case "unchanged":
            return Message("unchanged")
        case _:
            return Message("would be imported")
