"""`station witness serve`, `key`, `follow`, `unfollow`: a C2SP witness for a newsroom or a court, on a machine of its own."""

from pathlib import Path
from typing import Annotated

import typer

from station import keys
from station.witness.following import Following, read_keys
from station.witness.following import follow as follow_logs
from station.witness.following import unfollow as unfollow_keys
from station.witness.process import serve as serve_witness
from station.witness.state import LOGS

State = Annotated[Path, typer.Option("--state", help="The witness's folder: its memory. Never put an older copy back.")]
witness = typer.Typer(no_args_is_help=True, help="Witness the logs of stations: for newsrooms and courts.")


@witness.command()
def serve(
    state: State,
    key: Annotated[Path, typer.Option("--key", help="The witness's own key, made with: station witness key.")],
    log: Annotated[
        list[str] | None,
        typer.Option("--log", help="A log to follow: its verifier key, or a file with its keys. May be repeated."),
    ] = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.")] = 8470,
) -> None:
    """Serve as a C2SP witness: cosign each followed log's checkpoints, one history only, until stopped.

    Example: station witness serve --state witness --key witness.key --log station.vkey
    """
    logs = [each for given in log or [] for each in read_keys(given)]
    serve_witness(state, key, logs, host=host, port=port, announce=typer.echo)


@witness.command("key")
def make_key(
    file: Annotated[Path, typer.Argument(help="The key's file; it must not exist yet.")],
    name: Annotated[str, typer.Argument(help="The witness's name, like an address without https://.")],
    post_quantum: Annotated[
        bool, typer.Option("--post-quantum", help="Make an ML-DSA-44 key; logs of other makers may not know it yet.")
    ] = False,
) -> None:
    """Make a witness's key and print its verifier key, which is public: give it to the station and to all who check.

    Example: station witness key witness.key newsroom.example/witness
    """
    typer.echo(keys.generate_cosigner(file, name, post_quantum=post_quantum))


@witness.command()
def follow(
    vkey: Annotated[str, typer.Argument(help="A log's verifier key, or a file with its keys, one a line.")],
    state: State,
) -> None:
    """Follow a log, or accept the next key of one, also while the witness serves. Two keys in one file must both sign.

    Example: station witness follow station.vkey --state witness
    """
    logs = read_keys(vkey)
    follow_logs(state / LOGS, logs)
    typer.echo(f"Followed: {', '.join(sorted({key.name for era in logs for key in era}))}")


@witness.command()
def unfollow(
    vkey: Annotated[
        str,
        typer.Argument(help="A log's verifier key, a file with keys, one a line, or a log's name for all its keys."),
    ],
    state: State,
) -> None:
    """Trust a log's key no more, or follow a log no more, also while the witness serves: when it was retired or stolen.

    Example: station witness unfollow retired.vkey --state witness
    """
    for name in unfollow_keys(state / LOGS, vkey):
        left = len(Following(state / LOGS).log(name).keys)
        typer.echo(f"{name}: still followed, by {left} key(s)" if left else f"{name}: not followed any more")
