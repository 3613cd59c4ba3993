"""The workspace that an application serves, and what every page may ask of it."""

from collections.abc import Mapping
from typing import Final

from flask import Flask, current_app

from milex.settings import settings_from_environment
from milex.workspace import Workspace, open_workspace

_EXTENSION: Final = "milex"


def install_workspace(app: Flask, environ: Mapping[str, str]) -> Workspace:
    """Opens the workspace that ``environ`` describes, for the life of ``app``.

    Raises:
        InvalidSetting: a value of ``environ`` outside its accepted form.
    """
    opened = open_workspace(settings_from_environment(environ))
    app.extensions[_EXTENSION] = opened
    return opened


def workspace() -> Workspace:
    """The workspace of the current application."""
    opened: Workspace = current_app.extensions[_EXTENSION]
    return opened
