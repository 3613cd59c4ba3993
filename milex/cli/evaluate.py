"""``milex evaluate``: how far the comparator agrees with careful readers."""

from pathlib import Path

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.complaints import SpokenUsageError
from milex.cli.desk import Desk
from milex.cli.spoken import DONE, PROBLEMS, SpokenCommand
from milex.evaluation.study import evaluate as agreement_with
from milex.gold_laws import gold_laws
from milex.reports.evaluation_text import evaluation_text
from milex.structure_evaluation import MEASURES, StructureEvaluation, evaluate_structure


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""
    folder = options.SpokenPath(file=False)

    @click.command(
        "evaluate",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Measure the comparison against verdicts that careful readers gave, or with "
                "--structure the articles found. Nothing is stored."
            )
        ),
    )
    @click.argument("gold", metavar=desk.say(Message("GOLD_DIR")), type=folder)
    @click.argument("laws", metavar=desk.say(Message("[LAWS_DIR]")), required=False, type=folder)
    @click.option(
        "--checklist",
        metavar="ID",
        help=desk.say(Message("The checklist; that of the UN Protocols by default.")),
    )
    @click.option(
        "--structure",
        is_flag=True,
        help=desk.say(
            Message("Measure the articles and divisions found in the files, not the verdicts.")
        ),
    )
    @click.option(
        "--leave-one-out",
        is_flag=True,
        help=desk.say(
            Message("Also show the figures State by State, and those of all the others.")
        ),
    )
    @options.as_json(desk)
    def evaluate(
        gold: Path,
        laws: Path | None,
        checklist: str | None,
        structure: bool,
        leave_one_out: bool,
        as_json: bool,
    ) -> int:
        if not structure:
            return _verdicts(desk, gold, laws, checklist, (leave_one_out, as_json))
        if leave_one_out:
            raise SpokenUsageError(
                Message("--leave-one-out is about verdicts; leave out --structure.")
            )
        return _structure(desk, gold, laws, as_json)

    return evaluate


def _verdicts(
    desk: Desk, gold: Path, laws: Path | None, checklist: str | None, shown: tuple[bool, bool]
) -> int:
    """Measures verdicts; ``shown`` says whether State by State, and whether as JSON."""
    states, as_json = shown
    used = desk.workspace.checklist(checklist)
    read = gold_laws(gold, laws, desk.settings.size_limit)
    for file in read.refused:
        desk.warn(file.reason)
    evaluation = agreement_with(gold, read.laws, used)
    if as_json:
        desk.print_json(evaluation.as_json(states=states))
    else:
        click.echo(evaluation_text(evaluation, desk.language, states=states), nl=False)
    return PROBLEMS if read.refused else DONE


def _structure(desk: Desk, gold: Path, laws: Path | None, as_json: bool) -> int:
    evaluation = evaluate_structure(gold, laws, desk.settings.size_limit)
    for file in evaluation.refused:
        desk.warn(file.reason)
    if as_json:
        desk.print_json(evaluation.as_json())
    else:
        _report_structure(desk, evaluation)
    return PROBLEMS if evaluation.refused else DONE


def _report_structure(desk: Desk, evaluation: StructureEvaluation) -> None:
    """A table of all files, weakest first; each figure is 0..1."""
    columns = (
        Message("File"),
        Message("Articles"),
        Message("Divisions"),
        Message("Quoted"),
        Message("Annexed"),
        Message("Headings"),
        Message("Words"),
    )
    ordered = sorted(evaluation.files, key=lambda item: (item.articles.f1, item.divisions.f1))
    totals = [f"{evaluation.overall(name).f1:.3f}" for name in MEASURES]
    rows = [
        (desk.say(Message("all")), *totals, f"{evaluation.conservation:.4f}"),
        *(
            (
                f"  {item.file}",
                *(f"{getattr(item, name).f1:.3f}" for name in MEASURES),
                "" if item.conservation is None else f"{item.conservation:.4f}",
            )
            for item in ordered
        ),
    ]
    desk.print_table(columns, rows, headings_in_pipe=True)
