"""`station act`: the certificate of destruction, built from a bag alone, and the check of one."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from station.act import ActDiffers, NotAnAct, build_act, check_act
from station.durable import write_file
from station.verify.words import one_line


class Language(StrEnum):
    """The languages of the act."""

    KAZAKH = "kk"
    RUSSIAN = "ru"
    ENGLISH = "en"


def act(
    bag: Annotated[Path, typer.Argument(help="The bag's folder, as `station export` made it.")],
    out: Annotated[Path | None, typer.Option("--out", help="The PDF to write.")] = None,
    language: Annotated[Language, typer.Option("--language", help="kk, ru or en.")] = Language.KAZAKH,
    check: Annotated[
        Path | None, typer.Option("--check", help="Write nothing; say whether this PDF is the act of the bag.")
    ] = None,
) -> None:
    """Build the act of destruction of a bag as PDF/A, or check one; exit code 1 when it is not the act of the bag.

    Run `station verify` on the bag first: the act shows what the record says, and does not look at the films.

    Example: station act bag --language ru --out act.pdf
    """
    if (out is None) == (check is None):
        raise typer.BadParameter("give either --out or --check")
    if check is not None:
        _check(bag, check)
    elif out is not None:
        write_file(out, build_act(bag, language.value))
        typer.echo(f"{out}: the act of {bag}. Anyone can check it with `station act {bag} --check {out}`.")


def _check(bag: Path, path: Path) -> None:
    try:
        language = check_act(bag, path)
    except (ActDiffers, NotAnAct) as error:
        typer.echo(f"FAIL  {one_line(str(error))}")
        raise typer.Exit(1) from error
    typer.echo(f"PASS  {path} is the act of this record ({language}), byte for byte.")
