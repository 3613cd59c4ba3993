"""``milex serve``: the site, by a production WSGI server."""

import os
import secrets
import socket
import sys
from typing import NoReturn
from urllib.parse import quote_plus

import click

from i18n.messages import Message
from milex.cli.desk import Desk
from milex.cli.spoken import ENVIRONMENT, SpokenCommand

_EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104 (compared with, not bound to)
_WAITING = 512  # connections that wait to be taken
APPLICATION = "web:create_app()"  # a string: nothing here imports the room above


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "serve",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(Message("Serve the site until stopped.")),
    )
    @click.option(
        "--host",
        metavar="HOST",
        default="127.0.0.1",
        help=desk.say(Message("The address to listen on; 127.0.0.1 by default.")),
    )
    @click.option(
        "--port",
        metavar="PORT",
        type=click.IntRange(1, 65535),
        default=8000,
        help=desk.say(Message("The port to listen on; 8000 by default.")),
    )
    @click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(1, 64),
        default=2,
        help=desk.say(Message("How many processes answer; 2 by default.")),
    )
    @click.pass_context
    def serve(ctx: click.Context, host: str, port: int, workers: int) -> None:
        desk.workspace.check()
        try:
            listening = listening_socket(host, port)
        except OSError:
            desk.warn(
                Message(
                    "%(host)s:%(port)s cannot be listened on; name another with --port.",
                    host=host,
                    port=port,
                )
            )
            ctx.exit(ENVIRONMENT)
        _greet(desk, f"http://{_address(host, port)}/{desk.language}/")
        _name(desk, host)
        desk.workspace.close()
        sys.stdout.flush()
        with listening:  # open until this process is the server
            _become(server_command(listening, workers))

    return serve


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that the server takes over: whoever asks while it loads waits, and is answered.

    Raises:
        OSError: the address is another's, or none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=_WAITING)
    listening.set_inheritable(True)
    return listening


def _become(command: list[str]) -> NoReturn:
    """Turns this process into the server, so that signals reach it directly."""
    os.environ["MILEX_SECRET_KEY"] = os.environ.get("MILEX_SECRET_KEY") or secrets.token_hex(32)
    os.execv(command[0], command)  # noqa: S606  (our own interpreter and a fixed module)


def _name(desk: Desk, host: str) -> None:
    """Lets the site answer under the address it listens on, or says which names it has."""
    settings = desk.workspace.settings
    if settings.allowed_hosts or settings.hosts is None:
        return
    if host in _EVERY_ADDRESS:
        desk.tell(
            Message(
                "The site answers under the names %(names)s; MILEX_ALLOWED_HOSTS sets others.",
                names=", ".join(settings.hosts),
            )
        )
        return
    written = f"[{host}]" if ":" in host else host
    os.environ["MILEX_ALLOWED_HOSTS"] = ",".join(dict.fromkeys((*settings.hosts, written)))


def server_command(listening: socket.socket, workers: int) -> list[str]:
    """The command line of the WSGI server, which inherits the socket."""
    return [
        *(sys.executable, "-m", "gunicorn"),
        *("--bind", f"fd://{listening.fileno()}"),
        *("--workers", str(workers)),
        *("--worker-class", "gthread", "--threads", "4"),
        # A question in Spanish or Arabic grows sixfold in an address; whatever is typed is
        # answered by a page, which itself says how much of it was used.
        *("--limit-request-line", "0"),
        *("--log-level", "warning"),
        "--no-control-socket",
        # Loaded once: a worker, also one that takes a dead one's place, answers at once. What a
        # worker must not share (database connections, the index) is opened when first asked for.
        "--preload",
        APPLICATION,
    ]


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _greet(desk: Desk, address: str) -> None:
    laws = desk.workspace.library.laws(topic="trafficking") or desk.workspace.library.laws()
    tries = [f"search?q={quote_plus(desk.say(Message('trafficking in persons')))}"]
    if laws:
        law = f"laws/{laws[0].law}"
        tries += [law, f"{law}/comparison/{desk.workspace.checklist().id}"]
    else:
        desk.tell(Message("The library is empty; `milex init --demo` adds sample laws."))
    desk.tell(
        Message(
            "MILEX is at %(address)s (Ctrl-C stops it). Things to try:",
            address=address,
        )
    )
    for path in tries:
        click.echo(f"  {address}{path}")
