"""`station monitor`: follow the logs of stations from outside, for newsrooms and courts."""

from pathlib import Path
from typing import Annotated

import typer

from station.formats import policy as policies
from station.monitor.follower import Orders
from station.monitor.run import Monitor
from station.monitor.telling import Teller
from station.monitor.watch import Patience
from station.monitor.webhook import Webhook
from station.verify.brought import read_trust

CLOSE_S = 30.0  # for alarms that are still to be posted at the end


def monitor(
    targets: Annotated[
        list[str], typer.Argument(help="Stations or logs: web addresses, or folders of published logs.")
    ],
    *,
    state: Annotated[Path, typer.Option("--state", help="The monitor's folder: its memory, and the evidence.")],
    key: Annotated[
        list[str] | None,
        typer.Option("--key", help="A log's verifier key, or a file with keys. Without any, the first seen is kept."),
    ] = None,
    policy: Annotated[
        Path | None, typer.Option("--policy", help="Which witnesses must co-sign (c2sp.org/tlog-policy).")
    ] = None,
    seen: Annotated[
        list[Path] | None, typer.Option("--seen", help="A checkpoint that another monitor keeps; read anew each round.")
    ] = None,
    every: Annotated[int, typer.Option("--every", min=1, help="Seconds between two looks.")] = 10,
    once: Annotated[bool, typer.Option("--once", help="Look once and end: 0 fine, 1 alarm, 2 could not look.")] = False,
    webhook: Annotated[str | None, typer.Option("--webhook", help="An address to post each alarm to, as JSON.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    silence: Annotated[int, typer.Option("--silence", min=1, help="Seconds without an entry in a session.")] = 60,
    grace: Annotated[int, typer.Option("--grace", min=0, help="Minutes beyond a session's plan until its seal.")] = 60,
    cosigned: Annotated[int, typer.Option("--cosigned", min=0, help="Minutes for witnesses to co-sign a turn.")] = 10,
) -> None:
    """Follow the logs of stations; say when one is cut back, shows two histories, falls silent in a session, and more.

    Example: station monitor https://furnace-1.station.example --state monitor --key station.vkey
    """
    trusted = read_trust(key or (), policy)
    asked = None if policy is None else policies.parse(policy.read_bytes())
    patience = Patience(silence, grace, cosigned)
    orders = Orders(state, trusted.keys, asked, tuple(seen or ()), patience)
    poster = None if webhook is None else Webhook(webhook)
    following = Monitor(targets, orders, Teller(_print, as_json=as_json, post=None if poster is None else poster.post))
    try:
        code = following.once() if once else following.stay(every)
    finally:
        if poster is not None:
            poster.close(CLOSE_S)
            if poster.lost:
                typer.echo(f"{poster.lost} alarms could not be posted to {webhook}.", err=True)
    raise typer.Exit(code)


def _print(line: str) -> None:
    typer.echo(line)
