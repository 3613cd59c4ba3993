"""Pages in English and Spanish over the library; the only room that knows Flask.

One module a group of pages; what a page shows is asked of ``milex.workspace`` and
put into a template. Every state a person can reach stands in the URL, and no page
needs a script or another host.
"""

import os
from collections.abc import Mapping
from typing import Final

from flask import Flask

from web import (
    checklists,
    citing,
    comparison,
    country_comparison,
    downloads,
    feeds,
    glossary,
    groups,
    home,
    identifiers,
    law,
    laws,
    matrix,
    results,
    side_by_side,
    suggesting,
    texts,
    treaties,
    versions,
)
from web.api import blueprints as api_parts
from web.compression import install_compression
from web.errors import install_errors
from web.fragments import install_fragments
from web.front_door import install_front_door
from web.headers import install_headers
from web.kept_pages import install_kept_pages
from web.language import install_languages
from web.navigation import install_navigation
from web.presentation import install_presentation
from web.rate_limit import install_rate_limit
from web.workspace import install_workspace

_YEAR: Final = 31_536_000  # seconds


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """The application.

    ``settings`` replaces the environment: its ``MILEX_…`` values are read as the
    variables of the same name, every other one configures Flask (``TESTING``…).

    Raises:
        InvalidSetting: a setting outside its accepted form.
    """
    values: Mapping[str, object] = os.environ if settings is None else settings
    app = Flask(__name__, static_folder="static", static_url_path="/static")
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR  # their addresses change when they do
    if settings is not None:
        app.config.from_mapping({k: v for k, v in values.items() if not k.startswith("MILEX_")})
    opened = install_workspace(app, {k: str(v) for k, v in values.items() if k.isupper()})
    install_front_door(app, opened.settings)
    install_languages(app)
    install_presentation(app)
    install_fragments(app)
    install_navigation(app)
    install_headers(app)
    install_kept_pages(app)
    install_errors(app)
    install_compression(app)
    install_rate_limit(app, opened.settings.rate_limit)
    for pages in (
        home,
        laws,
        law,
        results,
        suggesting,
        glossary,
        treaties,
        groups,
        comparison,
        country_comparison,
        checklists,
        texts,
        feeds,
        matrix,
        citing,
        versions,
        side_by_side,
        downloads,
        identifiers,
    ):
        app.register_blueprint(pages.blueprint)
    for part in (feeds.for_robots, *api_parts):
        app.register_blueprint(part)
    return app
