"""Headers that every answer carries: nothing comes from, or goes to, another host."""

from types import MappingProxyType
from typing import Final

from flask import Flask, request
from werkzeug.wrappers import Response

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
SECURITY_HEADERS: Final = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    }
)
_TWO_YEARS: Final = 63_072_000  # seconds


def install_headers(app: Flask) -> None:
    """Puts the security headers on every answer of ``app``, errors included."""
    app.after_request(_secure)
    app.after_request(_stay_here)


def _secure(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:  # over http it would be ignored, and on a laptop it would lock people out
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_TWO_YEARS}")
    return response


def _stay_here(response: Response) -> Response:
    """A redirect of the router names the host that the client claims; a path is enough."""
    if response.location and response.location.startswith(request.host_url):
        response.location = f"/{response.location.removeprefix(request.host_url).lstrip('/')}"
        response.set_data(b"")  # it named the host too
    return response
