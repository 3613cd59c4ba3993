"""``milex laws``: what the library holds."""

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.reports.law_json import summary_json


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "laws",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(Message("List the laws in the library.")),
    )
    @options.country(desk)
    @options.topic(desk)
    @options.language(desk)
    @options.as_json(desk)
    def laws(country: str | None, topic: str | None, language: str | None, as_json: bool) -> None:
        found = desk.workspace.library.laws(country=country, topic=topic, language=language)
        if as_json:
            desk.print_json([summary_json(law) for law in found])
            return
        columns = (Message("Law"), Message("Version"), Message("Articles"), Message("Title"))
        desk.print_table(
            columns, ((law.law, law.version, str(law.articles), law.title) for law in found)
        )
        if not found:
            desk.warn(_why_none(desk))

    return laws


def _why_none(desk: Desk) -> Message:
    if desk.workspace.library.countries():
        return Message("No law here passes these filters; `milex laws` lists them all.")
    return Message("The library is empty; `milex import` and `milex init --demo` add laws.")
