"""``milex clause``: the model clauses, one of them, and what is wrong with a file of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from corpus.checklists.loader import DEFAULT_CHECKLIST
from corpus.checklists.model import Checklist
from corpus.clauses.linter import problems_of
from corpus.clauses.loader import bundled_clauses, clause_paths, clauses_of, read_clauses
from corpus.clauses.model import Clause, Wording
from corpus.errors import InvalidClauses
from corpus.problems import Problem
from i18n.messages import Counted, Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.linting import complain, yaml_files
from milex.cli.spoken import DONE, PROBLEMS, SpokenBranch, SpokenCommand
from milex.comparator.clause_tests import answers
from milex.errors import NotFound
from milex.importing import shown_path
from milex.workspace import check_group, known_provision


def command(desk: Desk) -> click.Command:
    """The command with its own commands, in the desk's language."""
    branch = SpokenBranch(
        "clause",
        desk=desk,
        help=desk.say(Message("Model clauses for what a draft lacks, in English and Spanish.")),
    )
    for verb in (_lint(desk), _list(desk), _show(desk)):
        branch.add_command(verb)
    return branch


def _list(desk: Desk) -> click.Command:
    @click.command(
        "list", cls=SpokenCommand, desk=desk, help=desk.say(Message("List the model clauses."))
    )
    @options.group(desk)
    @click.option(
        "--provision",
        "provision_id",
        metavar="ID",
        help=desk.say(Message("Only the clauses that answer this provision.")),
    )
    @options.as_json(desk)
    def listed(group: str | None, provision_id: str | None, as_json: bool) -> None:
        clauses = _wanted(desk.workspace.checklist(), group, provision_id)
        if as_json:
            desk.print_json([_clause_json(clause) for clause in clauses])
            return
        desk.print_table(
            (Message("Clause"), Message("Group"), Message("Heading"), Message("Provisions")),
            ((c.id, c.group, c.heading[desk.language], ", ".join(c.provisions)) for c in clauses),
        )

    return listed


def _wanted(
    checklist: Checklist, group: str | None, provision_id: str | None
) -> tuple[Clause, ...]:
    group = group and group.upper()
    check_group(checklist, group)
    library = bundled_clauses()
    if provision_id:
        known_provision(checklist, provision_id)
    found = library.answering(provision_id) if provision_id else library.clauses
    return tuple(clause for clause in found if group in {None, clause.group})


def _show(desk: Desk) -> click.Command:
    @click.command(
        "show",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(Message("A model clause with its notes and its other wordings.")),
    )
    @click.argument("clause_id", metavar=desk.say(Message("CLAUSE")))
    @options.language(desk)
    @options.as_json(desk)
    def show(clause_id: str, language: str | None, as_json: bool) -> None:
        clause = bundled_clauses().clause(clause_id)
        if clause is None:
            raise NotFound(
                Message(
                    "There is no clause ‹%(clause)s›; `milex clause list` lists them.",
                    clause=clause_id,
                )
            )
        if as_json:
            desk.print_json(_clause_json(clause))
        else:
            _show_one(desk, clause, language or desk.language)

    return show


def _show_one(desk: Desk, clause: Clause, language: str) -> None:
    """Prints ``clause`` in ``language``, its notes in the reader's language."""
    click.echo(f"{clause.id}: {clause.heading[language]}")
    desk.tell(Message("Answers: %(provisions)s", provisions=", ".join(clause.provisions)))
    click.echo(f"\n{clause.wording.text[language]}\n")
    desk.tell(Message("To decide: %(note)s", note=clause.decide[desk.language]))
    desk.tell(Message("Beware: %(note)s", note=clause.beware[desk.language]))
    for option in clause.options:
        click.echo("")
        desk.tell(Message("Another wording: %(label)s", label=option.label[desk.language]))
        if option.provisions != clause.provisions:
            desk.tell(Message("Answers: %(provisions)s", provisions=", ".join(option.provisions)))
        click.echo(f"\n{option.text[language]}")


def _clause_json(clause: Clause) -> dict[str, Any]:
    return {
        "clause": clause.id,
        "group": clause.group,
        "provisions": list(clause.provisions),
        "heading": dict(clause.heading),
        "text": dict(clause.wording.text),
        "decide": dict(clause.decide),
        "beware": dict(clause.beware),
        "options": [_option_json(option) for option in clause.options],
    }


def _option_json(option: Wording) -> dict[str, Any]:
    return {
        "option": option.id,
        "provisions": list(option.provisions),
        "label": dict(option.label),
        "text": dict(option.text),
    }


def _lint(desk: Desk) -> click.Command:
    @click.command(
        "lint",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Tell what is wrong with files of clauses, by line, and which clause the "
                "comparison does not find full; without PATH, those that come with MILEX."
            )
        ),
    )
    @click.argument(
        "paths", metavar=desk.say(Message("[PATH]…")), nargs=-1, type=options.SpokenPath()
    )
    @options.as_json(desk)
    def lint(paths: tuple[Path, ...], as_json: bool) -> int:
        checklist = desk.workspace.checklist(DEFAULT_CHECKLIST)
        files = tuple(yaml_files(paths or clause_paths()))
        found = {path: tuple(_problems(path, checklist)) for path in files}
        if not found:
            desk.warn(Message("There is no file of clauses there; it is a YAML file."))
        if as_json:
            rows = [
                {"path": shown_path(path), "problems": desk.problems(problems)}
                for path, problems in found.items()
            ]
            desk.print_json({"files": rows})
        else:
            for path, problems in found.items():
                _tell(desk, path, problems)
        return DONE if found and not any(found.values()) else PROBLEMS

    return lint


def _problems(path: Path, checklist: Checklist) -> Iterator[Problem]:
    """Every problem of a file's form, or else every claim that the comparison does not bear out."""
    try:
        located = read_clauses(path)
    except InvalidClauses as error:
        yield Problem("unreadable", error.message)
        return
    if problems := problems_of(located, checklist):
        yield from problems
        return
    for index, clause in enumerate(clauses_of(located).clauses):
        for answer in answers(clause, checklist):
            if answer.verdict != "full":
                message = Message(
                    "‹%(wording)s› in ‹%(language)s› claims to answer %(provision)s in full, "
                    "but the comparison finds ‹%(found)s›.",
                    wording=answer.wording,
                    language=answer.language,
                    provision=answer.provision,
                    found=answer.verdict,
                )
                yield Problem("not_full", message, located.line("clauses", index, "id"))


def _tell(desk: Desk, path: Path, problems: tuple[Problem, ...]) -> None:
    shown = shown_path(path)
    complain(desk, shown, problems)
    if not problems:
        count = len(clauses_of(read_clauses(path)).clauses)
        clauses = Counted("%(count)s clause", "%(count)s clauses", count=count)
        desk.tell(Message("%(path)s is sound: %(clauses)s.", path=shown, clauses=clauses))
