"""`station draw commit`, `reveal`, `check`: a person's part in a draw, on their own laptop, and the draw computed again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from station.cosign.acting import checked_person
from station.cosign.drawing import DrawAtStation, kept_secret
from station.cosign.errors import Alarm, CosignError, Misused
from station.rules.sampling import SamplingError
from station.verify.bag import Bag
from station.verify.draws import check_draws
from station.verify.layout import ENTRIES
from station.verify.record import read_record
from station.verify.report import Verdict
from station.verify.words import one_line, printable

Address = Annotated[str, typer.Argument(metavar="URL", help="The station's address, as in http://192.168.1.10:8000")]
Session = Annotated[str, typer.Option("--session", help="The session, as the station's page shows it.")]
Draw = Annotated[str, typer.Option("--draw", help="The draw's number, such as D1.")]
Person = Annotated[
    str, typer.Option("--person", help="Your number in this session, as the operator told you, e.g. P3.")
]
SecretFile = Annotated[
    Path, typer.Option("--secret-file", help="Your secret, 64 hex digits; made there if there is none yet.")
]

draw = typer.Typer(no_args_is_help=True, help="Commit to a secret, reveal it, and compute a draw again.")


@contextmanager
def _spoken() -> Iterator[None]:
    """Say an error in its sentence: exit code 1 for what must be objected to, 2 for what the person can mend."""
    try:
        yield
    except (CosignError, SamplingError) as error:
        Console(stderr=True, highlight=False).print(Text(one_line(str(error)), style="bold red"), soft_wrap=True)
        raise typer.Exit(1 if isinstance(error, Alarm) else 2) from error


@draw.command()
def commit(address: Address, session: Session, number: Draw, person: Person, secret_file: SecretFile) -> None:
    """Commit to the secret in a file of yours, made there if it is new, and see that the station shows your commitment.

    Example: station draw commit http://192.168.1.10:8000 --session S20261121-01 --draw D1 --person P3 --secret-file d1.secret
    """
    with _spoken():
        own = DrawAtStation(address, session, number).commit(checked_person(person), kept_secret(secret_file))
        typer.echo(f"Committed: {own}")
        typer.echo(
            f"Read aloud, before the camera: {own[:4]} {own[4:8]}. Show {secret_file} to nobody before all have committed."
        )


@draw.command()
def reveal(address: Address, session: Session, number: Draw, person: Person, secret_file: SecretFile) -> None:
    """Reveal your secret, when all in the room have heard that the commitments are closed.

    Example: station draw reveal http://192.168.1.10:8000 --session S20261121-01 --draw D1 --person P3 --secret-file d1.secret
    """
    with _spoken():
        if not secret_file.exists():
            raise Misused(f"There is no secret at {secret_file}.")
        DrawAtStation(address, session, number).reveal(checked_person(person), kept_secret(secret_file))
        typer.echo("Revealed. When the draw is made, compute it again: station draw check.")


@draw.command()
def check(
    where: Annotated[str, typer.Argument(metavar="BAG|URL", help="A bag's folder, or the station's address.")],
    session: Annotated[str | None, typer.Option("--session", help="At a station: the session.")] = None,
    number: Annotated[str | None, typer.Option("--draw", help="At a station: the draw's number.")] = None,
) -> None:
    """Compute draws again: all those of a bag, or one from what a station publishes. Exit code 1 when one is false.

    Example: station draw check demo-out/bag
    """
    with _spoken():
        if Path(where).is_dir():
            _check_bag(Path(where))
        elif session is None or number is None:
            raise Misused(f"{where} is no folder. For a station's address, give --session and --draw too.")
        else:
            _check_published(DrawAtStation(where, session, number))


def _check_bag(bag: Path) -> None:
    findings = list(check_draws(read_record(Bag.open(bag).read(ENTRIES))))
    for each in findings:
        typer.echo(f"{each.verdict.name}  {one_line(str(each.text))}")
    if any(each.verdict is Verdict.FAIL for each in findings):
        raise typer.Exit(1)


def _check_published(at_station: DrawAtStation) -> None:
    published = at_station.read()
    if published.drawn is None:
        raise Misused(f"Draw {at_station.draw} is not made: it is {one_line(published.state)}.")
    published.check()
    typer.echo(printable(f"Seed: {published.seed or 'none, a secret was withheld: all packages are drawn'}"))
    typer.echo(printable(f"Drawn: {' '.join(published.drawn)}"))
    typer.echo("The same, computed here from the commitments and the secrets.")
