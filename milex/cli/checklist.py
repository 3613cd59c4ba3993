"""``milex checklist``: the checklists, one of their provisions, and what is wrong with a file."""

from pathlib import Path
from typing import Any

import click

from corpus.checklists.loader import bundled_checklists, bundled_paths
from corpus.checklists.model import Checklist, Provision
from i18n.messages import Counted, Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.linting import complain, yaml_files
from milex.cli.spoken import DONE, PROBLEMS, SpokenBranch, SpokenCommand
from milex.comparator.checklist_tests import Examined, examine
from milex.errors import NotFound
from milex.importing import shown_path
from milex.reports.checklist_json import checklist_json, provision_json
from milex.reports.words import LEVEL_WORDS


def command(desk: Desk) -> click.Command:
    """The command with its own commands, in the desk's language."""
    branch = SpokenBranch(
        "checklist",
        desk=desk,
        help=desk.say(Message("List, read and check the checklists that laws are compared with.")),
    )
    for verb in (_lint(desk), _list(desk), _show(desk)):
        branch.add_command(verb)
    return branch


def _lint(desk: Desk) -> click.Command:
    @click.command(
        "lint",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Tell what is wrong with checklist files, by line, and run their tests; "
                "without PATH, those that come with MILEX."
            )
        ),
    )
    @click.argument(
        "paths", metavar=desk.say(Message("[PATH]…")), nargs=-1, type=options.SpokenPath()
    )
    @options.as_json(desk)
    def lint(paths: tuple[Path, ...], as_json: bool) -> int:
        examined = [examine(path) for path in yaml_files(paths or bundled_paths())]
        if not examined:
            desk.warn(Message("There is no checklist there; a checklist is a YAML file."))
        if as_json:
            desk.print_json({"checklists": [_examined_json(desk, one) for one in examined]})
        else:
            for one in examined:
                _tell(desk, one)
        sound = examined and not any(one.problems for one in examined)
        return DONE if sound else PROBLEMS

    return lint


def _tell(desk: Desk, examined: Examined) -> None:
    shown = shown_path(examined.path)
    complain(desk, shown, examined.problems)
    if examined.checklist is not None and not examined.problems:
        desk.tell(
            Message(
                "%(path)s is sound: %(provisions)s, %(tests)s.",
                path=shown,
                provisions=_provisions(examined.checklist),
                tests=_tests(examined.checklist),
            )
        )


def _provisions(checklist: Checklist) -> Message:
    return Counted("%(count)s provision", "%(count)s provisions", count=len(checklist.provisions))


def _tests(checklist: Checklist) -> Message:
    count = sum(len(provision.tests) for provision in checklist.provisions)
    return Counted("%(count)s test", "%(count)s tests", count=count)


def _examined_json(desk: Desk, examined: Examined) -> dict[str, Any]:
    checklist = examined.checklist
    return {
        "path": shown_path(examined.path),
        "checklist": checklist.id if checklist else None,
        "version": checklist.version if checklist else None,
        "provisions": len(checklist.provisions) if checklist else None,
        "tests": sum(len(p.tests) for p in checklist.provisions) if checklist else None,
        "problems": desk.problems(examined.problems),
    }


def _list(desk: Desk) -> click.Command:
    @click.command(
        "list", cls=SpokenCommand, desk=desk, help=desk.say(Message("List the checklists."))
    )
    @options.as_json(desk)
    def listed(as_json: bool) -> None:
        checklists = bundled_checklists().values()
        if as_json:
            desk.print_json([checklist_json(checklist) for checklist in checklists])
            return
        columns = (
            Message("Checklist"),
            Message("Version"),
            Message("Provisions"),
            Message("Title"),
        )
        rows = (
            (c.id, c.version, str(len(c.provisions)), c.title[desk.language]) for c in checklists
        )
        desk.print_table(columns, rows)

    return listed


def _show(desk: Desk) -> click.Command:
    @click.command(
        "show",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message("The provisions of a checklist, or all that it says of one PROVISION.")
        ),
    )
    @click.argument("provision_id", metavar=desk.say(Message("[PROVISION]")), required=False)
    @click.option(
        "--checklist",
        "checklist_id",
        metavar="ID",
        help=desk.say(Message("The checklist; that of the UN Protocols by default.")),
    )
    @options.as_json(desk)
    def show(provision_id: str | None, checklist_id: str | None, as_json: bool) -> None:
        checklist = desk.workspace.checklist(checklist_id)
        if provision_id is None:
            _show_all(desk, checklist, as_json)
            return
        provision = checklist.provision(provision_id)
        if provision is None:
            raise NotFound(
                Message(
                    "The checklist %(checklist)s has no provision ‹%(provision)s›; "
                    "`milex checklist show` lists them.",
                    checklist=checklist.id,
                    provision=provision_id,
                )
            )
        if as_json:
            desk.print_json(provision_json(provision))
        else:
            _show_one(desk, checklist, provision)

    return show


def _show_all(desk: Desk, checklist: Checklist, as_json: bool) -> None:
    if as_json:
        desk.print_json([provision_json(provision) for provision in checklist.provisions])
        return
    columns = (Message("Provision"), Message("Group"), Message("Level"), Message("What it asks"))
    desk.print_table(
        columns,
        (
            (p.id, p.group, desk.say(LEVEL_WORDS[p.level]), p.question[desk.language])
            for p in checklist.provisions
        ),
    )


def _show_one(desk: Desk, checklist: Checklist, provision: Provision) -> None:
    language = desk.language
    click.echo(f"{provision.id}: {provision.label[language]}")
    click.echo(provision.question[language])
    sources = (
        f"{checklist.instruments[source.instrument][language]}, {source.article}"
        for source in provision.sources
    )
    desk.tell(Message("Source: %(sources)s", sources="; ".join(sources)))
    desk.tell(Message("Level: %(level)s", level=LEVEL_WORDS[provision.level]))
    for element in provision.elements:
        click.echo(f"· {element.label[language]} ({element.role})")
        for pattern in element.patterns.get(language, ()):
            click.echo(f"    {pattern.source}")
    for pattern in provision.negatives.get(language, ()):
        desk.tell(Message("Never counts: %(pattern)s", pattern=pattern.source))
    if provision.note:
        click.echo(provision.note)
