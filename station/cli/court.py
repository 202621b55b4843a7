"""`station court`: what courts ask for, what they are answered, and the check of an answer by whoever was handed it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError
from rich.console import Console as Terminal
from rich.table import Column, Table
from sqlalchemy import select

from station import operators
from station.act.typeset import program
from station.cli.asked import CONFIG, ConfigFile, progress_bar
from station.config import Config, load
from station.courts.answer import Order
from station.courts.document import build_document
from station.courts.package import answer as make_answer
from station.courts.package import copy_to
from station.formats.entry import Moment
from station.ledger import engine
from station.ledger.queries import RequestRow
from station.recorder import commands as say
from station.recorder.answers import Done
from station.recorder.client import RecorderClient, RecorderUnreachable
from station.verify.answers import form
from station.verify.answers.check import verify_answer
from station.verify.answers.form import parse_answer
from station.verify.brought import read_trust
from station.verify.languages import preferred
from station.verify.log import FolderSource, HttpSource
from station.verify.report import render
from station.verify.words import one_line

SOCKET = "recorder.sock"
court = typer.Typer(no_args_is_help=True, help="What courts ask for, and what they are answered.")
Account = Annotated[str, typer.Option("--account", help="Your account as an operator; asks for its password.")]


class Language(StrEnum):
    """The languages of the paper."""

    KAZAKH = "kk"
    RUSSIAN = "ru"
    ENGLISH = "en"


@court.callback()
def court_commands() -> None:
    """What courts ask for, and what they are answered."""


@court.command("request")
def request(
    case: Annotated[str, typer.Argument(help="The case number, as the request has it.")],
    *,
    name: Annotated[str, typer.Option("--court", help="The court.")],
    judge: Annotated[str, typer.Option("--judge", help="Who asks; only ever committed to in the log.")],
    number: Annotated[str, typer.Option("--number", help="The request's own number.")],
    date: Annotated[str, typer.Option("--date", help="The request's own date, as in 2026-11-21.")],
    since: Annotated[str | None, typer.Option("--since", help="Only from this moment on (RFC 3339).")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Only before this moment (RFC 3339).")] = None,
    delivery: Annotated[str, typer.Option("--form", help="How it is to be delivered.")] = "a package on a carrier",
    account: Account,
    config: ConfigFile = CONFIG,
) -> None:
    """Record a court's request. From now on everybody who reads the log sees that it waits for an answer.

    Example: station court request 26-1 --court "court no. 2" --judge "(name)" --number 2-114 --date 2026-11-21 --account clerk-1
    """
    told = {"court": name, "judge": judge, "number": number, "date": date, "case": case, "form": delivery}
    with _named_in_words():
        order = say.RequestAnswer.model_validate(told | {"since": since, "until": until})
    settings = load(config)
    _log_in(settings, account)
    done = _send(settings, account, order)
    typer.echo(
        f"{done.made['request']} (entry {done.entries[0]}): answer it with `station court answer {done.made['request']}`."
    )


@court.command("answer")
def answer(
    request: Annotated[str, typer.Argument(help="The request's number, as in R1.")],
    *,
    name: Annotated[str, typer.Option("--name", help="Who answers; only ever committed to in the log.")],
    language: Annotated[Language, typer.Option("--language", help="The paper's: kk, ru or en.")] = Language.KAZAKH,
    copies: Annotated[
        Path | None,
        typer.Option("--copies", help="A bag, or a folder of copied films, to be compared with the originals."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Copy the answer to this new folder, too.")] = None,
    account: Account,
    config: ConfigFile = CONFIG,
) -> None:
    """Answer a request from the log, hash the films for it, record the answer's hashes, and keep it under recordings/answers.

    Example: station court answer R1 --name "(name)" --language ru --copies bag --out answer --account clerk-1
    """
    settings = load(config)
    _log_in(settings, account)
    with _named_in_words():
        order = Order(request, language.value, account, TypeAdapter(say.Text).validate_python(name), copies)
    reader = engine.reader(settings.station.database)
    try:
        with progress_bar("Hashing films") as meter:
            made = make_answer(
                reader, settings.station.recordings, order, lambda told: _send(settings, account, told), meter
            )
    finally:
        reader.dispose()
    if out is not None:
        made = copy_to(made, out)
    typer.echo(f"{made}: check it with `station court check {made}`.")


@court.command("list")
def list_requests(config: ConfigFile = CONFIG) -> None:
    """List the requests of courts, those that wait first.

    Example: station court list
    """
    reader = engine.reader(load(config).station.database)
    with reader.connect() as connection:
        rows = connection.execute(
            select(RequestRow).order_by(RequestRow.answer_entry.is_not(None), RequestRow.entry)
        ).all()
    reader.dispose()
    digest = Column("SHA-256 of answer.json", overflow="fold")
    table = Table("Request", "Dated", "Recorded", "Answered", digest, box=None)
    for row in rows:
        answered = "WAITS" if row.answered_unix_us is None else Moment(row.answered_unix_us, 0).utc
        table.add_row(row.request, row.date, Moment(row.unix_us, 0).utc, answered, row.answer_sha256 or "")
    Terminal().print(table)


@court.command("check")
def check(
    folder: Annotated[Path, typer.Argument(help="The answer's folder.")],
    *,
    key: Annotated[
        list[str] | None, typer.Option("--key", help="The station's verifier key, or a file with it, from elsewhere.")
    ] = None,
    policy: Annotated[Path | None, typer.Option("--policy", help="Which witnesses must have signed.")] = None,
    seen: Annotated[list[Path] | None, typer.Option("--seen", help="A checkpoint that you kept.")] = None,
    log: Annotated[
        str | None,
        typer.Option("--log", help="The published log, folder or web address: nothing may be left out of it."),
    ] = None,
) -> None:
    """Check an answer: its hashes in the log, every figure from its entries, the paper; exit code 1 when something failed.

    Example: station court check answer --key station.vkey --log log
    """
    source = (
        None
        if log is None
        else HttpSource.find(log)
        if log.startswith(("http://", "https://"))
        else FolderSource(Path(log))
    )
    with progress_bar("Reading the log") as meter:
        report = verify_answer(folder, read_trust(key or (), policy, seen or ()), log=source, progress=meter)
    typer.echo(render(report, preferred(os.environ)), nl=False)
    if not report.ok:
        raise typer.Exit(1)
    _check_paper(folder)


def _check_paper(folder: Path) -> None:
    """Set the paper again from answer.json; by the same version of the program it must have the same bytes."""
    told = parse_answer((folder / form.ANSWER).read_bytes())
    if build_document(told) == (folder / form.DOCUMENT).read_bytes():
        typer.echo(f"PASS  {form.DOCUMENT} follows from {form.ANSWER}, byte for byte.")
    elif told["made"]["software"] == program():
        typer.echo(f"FAIL  {form.DOCUMENT} is not what {form.ANSWER} gives: it says something else.")
        raise typer.Exit(1)
    else:
        by = one_line(told["made"]["software"])
        typer.echo(
            f"NOTE  {form.DOCUMENT} was made by version {by}: check it with that one, or compare the two by eye."
        )


@contextmanager
def _named_in_words() -> Iterator[None]:
    """Say what cannot be recorded so, in one sentence."""
    try:
        yield
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc'])) or 'name'}: {each['msg']}" for each in error.errors())
        raise typer.BadParameter(wrong) from error


def _log_in(config: Config, account: str) -> None:
    password = typer.prompt("Password", hide_input=True)
    try:
        operators.verify(config.api.operators, account, password)
    except operators.LoginRefused as error:
        raise typer.BadParameter("this account and password do not belong together", param_hint="--account") from error


def _send(config: Config, account: str, order: say.RequestAnswer | say.AnswerRequest) -> Done:
    told = RecorderClient(config.run_folder / SOCKET).send(say.Request(by=account, order=order))
    if told.done is None:
        raise RecorderUnreachable("The recorder's answer is not one to a command; is it of the same version?")
    return told.done
