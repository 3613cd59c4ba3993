"""Texts about the site: help, what it is and how it is measured, accessibility."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import render_template

from milex.comparator.model import VERDICTS
from search.query_help import EXAMPLES
from web.language import pages
from web.workspace import workspace

blueprint = pages("texts", __name__)

_MEASURED: Final = Path(__file__).parent / "measured.json"  # written by bench.figures


@blueprint.get("/help")
def help_page() -> str:
    """How to search, read a comparison and a matrix, cite, and use the keyboard."""
    return render_template(
        "help.html",
        examples=EXAMPLES,
        verdicts=VERDICTS,
        checklist=workspace().checklist(),
    )


@blueprint.get("/about")
def about() -> str:
    """What the machine's verdicts are and are not, and how far they agree with readers."""
    figures = measured()
    return render_template(
        "about.html",
        figures=figures,
        day=date.fromisoformat(figures["day"]),
        site=workspace().settings.site_url,
    )


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Which standard the pages keep to, how that is tested, and what falls short."""
    return render_template("accessibility.html")


@cache
def measured() -> Mapping[str, Any]:
    """The figures of agreement as they were written down, with their day."""
    figures: Mapping[str, Any] = json.loads(_MEASURED.read_text(encoding="utf-8"))
    return figures
