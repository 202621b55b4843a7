"""`station verify`: the verifier, as the command line of a station gives it (`verify.pyz` has its own)."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from station.cli.asked import progress_bar
from station.formats.errors import VerificationError
from station.verify.brought import read_trust
from station.verify.command import Unchecked
from station.verify.languages import ENGLISH, LANGUAGES, preferred
from station.verify.report import render
from station.verify.target import verify_target


def verify(
    target: Annotated[
        str, typer.Argument(help="A bag, an excerpt, a .tlog-proof, or a published log: its folder or web address.")
    ],
    *,
    key: Annotated[
        list[str] | None,
        typer.Option("--key", help="The station's verifier key, or a file with it, from elsewhere than the bag."),
    ] = None,
    policy: Annotated[
        Path | None, typer.Option("--policy", help="Which witnesses must have signed (c2sp.org/tlog-policy).")
    ] = None,
    seen: Annotated[list[Path] | None, typer.Option("--seen", help="A checkpoint that you kept.")] = None,
    authority: Annotated[
        list[Path] | None, typer.Option("--authority", help="A time authority's certificate, PEM.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="|".join(sorted(LANGUAGES)),
            help="The report's language; without it, the one that LC_ALL or LANG asks for.",
        ),
    ] = None,
) -> None:
    """Check a bag, an excerpt, an entry or a whole log, and write nothing; exit code 0 when nothing failed, 1 when something did.

    Example: station verify bag --key station.vkey
    """
    if language not in {None, *LANGUAGES}:
        raise typer.BadParameter(f"{language} is none of {', '.join(sorted(LANGUAGES))}", param_hint="--language")
    try:
        trust = read_trust(key or (), policy, seen or (), authority or ())
        with progress_bar("Reading and hashing") as meter:
            report = verify_target(target, trust, meter)
        if as_json:  # for programs, so the reader's locale changes nothing in it; in ASCII, which steers no terminal
            text = json.dumps(report.to_json(language or ENGLISH), indent=2) + "\n"
        else:
            text = render(report, language or preferred(os.environ))
    except (VerificationError, OSError):
        raise
    except Exception as error:  # exit code 1 would say that something failed, and nothing was asked
        raise Unchecked(target, error) from error
    typer.echo(text, nl=False)
    if not report.ok:
        raise typer.Exit(1)
