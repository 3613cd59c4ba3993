"""Who may knock, and under which name: hosts, and the servers in front of the site."""

import re
from collections.abc import Collection
from typing import Final

from flask import Flask, request
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from milex.settings import Settings

LARGEST_BODY: Final = 64 * 1024  # bytes; the site only reads, and no form of it sends more
_PORT: Final = re.compile(r":\d+$")


def install_front_door(app: Flask, settings: Settings) -> None:
    """``app`` answers under the names that ``settings`` allow, and believes as many proxies."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    near = settings.proxies
    if near:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=near, x_proto=near, x_host=near
        )
    names = settings.hosts
    if names is None:
        return

    def refuse_other_names() -> None:
        # Flask's TRUSTED_HOSTS would do, but matches no IPv6 address and no capital.
        name = _PORT.sub("", request.host).lower()
        if not _is_allowed(name, names):
            raise SecurityError

    app.before_request(refuse_other_names)


def _is_allowed(name: str, names: Collection[str]) -> bool:
    """Whether ``name`` is among ``names``, of which one with a dot before it covers all below."""
    return any(
        name == allowed.removeprefix(".") or (allowed[0] == "." and name.endswith(allowed))
        for allowed in names
    )
