"""`station profile`: read a country profile, one of those that the program brings or a file of one's own."""

import os
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console as Terminal
from rich.table import Table

from station.profiles import DEFAULT, SHIPPED, Language, Profile, find, source
from station.profiles.shown import rows
from station.verify.languages import LANGUAGES, preferred

profile = typer.Typer(no_args_is_help=True, help="Read the country profiles.")


@profile.callback()
def profile_commands() -> None:
    """Read the country profiles: what is asked of a session and of the goods, and where each rule comes from."""


@profile.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="[CODE]", help=f"{', '.join(SHIPPED)}, or a YAML file.")] = DEFAULT,
    *,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="|".join(sorted(LANGUAGES)), help="Without it, what LC_ALL or LANG asks for."
        ),
    ] = None,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="Print the file itself, to write one's own from.")] = False,
) -> None:
    """Print a profile's rules, each with how it came to be known, or refuse a file that cannot be used.

    Example: station profile show KZ --language ru
    """
    if language not in {None, *LANGUAGES}:
        raise typer.BadParameter(f"{language} is none of {', '.join(sorted(LANGUAGES))}", param_hint="--language")
    found = find(name, Path())
    if as_yaml:
        typer.echo(source(name, Path()), nl=False)
    else:
        _print(found, cast("Language", language or preferred(os.environ)))


def _print(found: Profile, language: Language) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 1, 0), show_header=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for heading, lines in rows(found, language):
        table.add_row(heading, "\n".join(lines))
    Terminal(highlight=False, markup=False).print(table)
