"""Parts of pages that cost much and change only with what they are made of, kept as HTML."""

from collections.abc import Hashable
from typing import Any, Final

from flask import Flask, current_app, render_template, request
from markupsafe import Markup

from milex.remembering import Remembered
from web.language import interface_language

FRAGMENTS_REMEMBERED: Final = 96  # of some hundred kilobytes at most
_EXTENSION: Final = "milex.fragments"


def install_fragments(app: Flask) -> None:
    """Gives ``app`` a place for its fragments."""
    app.extensions[_EXTENSION] = Remembered[tuple[Hashable, ...], Markup](FRAGMENTS_REMEMBERED)


def fragment(template: str, key: tuple[Hashable, ...], **context: Any) -> Markup:
    """``template`` with ``context``; rendered once for the same ``key`` and language.

    ``key`` must say everything that the fragment shows and that may change while the site
    runs. What a reader's session adds has no place in a fragment.
    """
    kept: Remembered[tuple[Hashable, ...], Markup] = current_app.extensions[_EXTENSION]
    whole_key = (template, interface_language(), request.script_root, *key)
    return kept.get(
        whole_key,
        lambda: Markup(render_template(template, **context)),  # noqa: S704  # a template escapes
    )
