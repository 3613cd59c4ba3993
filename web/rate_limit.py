"""How often one address may ask for what costs much; reading is never limited.

Each process counts for itself, in memory: whoever asks too often is told to wait, and
a restart forgets it.
"""

from typing import Final

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

# Blueprints whose pages search, compare or write files. Suggestions, laws, lists and texts about
# the site are ordinary reading.
COSTLY: Final = frozenset(
    {
        "search",
        "comparison",
        "country_comparison",
        "side_by_side",
        "matrix",
        "versions",
        "downloads",
        "api_search",
        "api_comparisons",
        "api_states",
    }
)
_A_MINUTE: Final = 60  # seconds


def install_rate_limit(app: Flask, most: int) -> None:
    """At most ``most`` costly pages of ``app`` a minute and address; 0 for any number."""
    if not most:
        return
    limiter = Limiter(
        get_remote_address,
        application_limits=[f"{most} per minute"],
        application_limits_exempt_when=_is_ordinary,
        storage_uri="memory://",
    )
    limiter.init_app(app)

    def say_when(response: Response) -> Response:
        if response.status_code == 429:
            response.headers.setdefault("Retry-After", str(_A_MINUTE))
        return response

    app.after_request(say_when)


def _is_ordinary() -> bool:
    return request.blueprint not in COSTLY
