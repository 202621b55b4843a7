"""The witness's process: one key, one state, one port, until SIGTERM or SIGINT. A kill at any moment does no harm."""

import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import uvicorn

from station import keys
from station.daemon import log_as_json
from station.witness.following import Era, Following
from station.witness.front import create_app
from station.witness.state import LOGS, State
from station.witness.witness import Witness

MAX_CONNECTIONS = 256  # further ones are answered 503; a newsroom follows a few logs, each with one connection
STOP_S = 2  # for requests under way; what they have not been answered was not needed


def serve(
    folder: Path, key_file: Path, logs: Iterable[Era], *, host: str, port: int, announce: Callable[[str], None]
) -> None:
    """Serve until told to stop; port 0 takes a free one. Raise `WitnessError`, `KeyFileError` or `OSError` at the start."""
    signer = keys.load_cosigner(key_file)
    with State(folder, key_file, signer.verifier) as state, _listening(host, port) as listener:
        following = Following(folder / LOGS, logs)
        app = create_app(Witness(signer, state, following))
        log_as_json("witness")
        announce(_greeting(signer.verifier.format(), following.origins(), listener))
        config = uvicorn.Config(
            app,
            server_header=False,
            log_config=None,
            access_log=False,
            limit_concurrency=MAX_CONNECTIONS,
            timeout_graceful_shutdown=STOP_S,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def _greeting(vkey: str, origins: list[str], listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    followed = ", ".join(origins) or "no log yet; add one with: station witness follow"
    return f"Key: {vkey}\nFollows: {followed}\nListens: http://{address}"
