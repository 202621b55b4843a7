"""`station cosign key`, `sign`, `show`, `hand-in`: what people in the room run on laptops of their own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from station import keys
from station.cosign import carried, codes, offline
from station.cosign.acting import Actor, checked_person, facts
from station.cosign.errors import Alarm, CosignError, Misused
from station.cosign.memory import Memory
from station.cosign.online import cosign_online
from station.cosign.remark import read_remark
from station.cosign.station import Station, read_station_keys
from station.durable import make_folder
from station.formats.checkpoint import parse
from station.formats.errors import VerificationError
from station.formats.note import parse as parse_note
from station.verify.words import one_line, printable

ADVICE = "This key's name will stand in a public log: it should name an office and a number, never a person."
NO_CODE = "A post-quantum key does not fit a QR code: give the operator this line as a file."

Address = Annotated[
    str | None, typer.Argument(metavar="URL", help="The station's address, as in http://192.168.1.10:8000")
]
Carried = Annotated[
    Path | None, typer.Option("--in", help="Without network: the checkpoint, a file or a photo of its QR.")
]
Proof = Annotated[Path | None, typer.Option("--proof", help="The proof that was carried with the checkpoint.")]
KeyFile = Annotated[Path, typer.Option("--key", help="Your own key, made with: station cosign key.")]
StationKey = Annotated[
    str, typer.Option("--station", help="The station's verifier key, or a file with it; not from the station itself.")
]
Person = Annotated[
    str, typer.Option("--person", help="Your number in this session, as the operator told you, e.g. P3.")
]
State = Annotated[
    Path, typer.Option("--state", help="Your folder: what you saw and signed. Keep it; never put a copy back.")
]
Remark = Annotated[
    str | None, typer.Option("--remark", help="What you want to say for ever. Signed, and never removed.")
]
RemarkFile = Annotated[Path | None, typer.Option("--remark-file", help="The same, from a text file in UTF-8.")]

cosign = typer.Typer(no_args_is_help=True, help="Co-sign a station's log with a key of your own, online or by hand.")


class _Screen:
    """The person's terminal; without one, or with --yes, nobody is asked."""

    def __init__(self, *, yes: bool = True) -> None:
        self._asks = not yes and sys.stdin.isatty()

    def say(self, text: str) -> None:
        typer.echo(printable(text))

    def agrees(self) -> bool:
        return not self._asks or typer.confirm("Sign this?")


@contextmanager
def _spoken() -> Iterator[None]:
    """Say an error in its sentence: exit code 1 for what the station did, 2 for what the person can mend."""
    try:
        yield
    except (CosignError, VerificationError, keys.KeyFileError, OSError) as error:
        Console(stderr=True, highlight=False).print(Text(one_line(str(error)), style="bold red"), soft_wrap=True)
        raise typer.Exit(1 if isinstance(error, Alarm) else 2) from error


@cosign.command("key")
def make_key(
    file: Annotated[Path, typer.Argument(help="The key's file; it must not exist yet. Keep it on your own laptop.")],
    name: Annotated[str, typer.Argument(help="The key's public name, e.g. newsroom.example/7. Not a person's name.")],
    *,
    post_quantum: Annotated[
        bool, typer.Option("--post-quantum", help="An ML-DSA-44 key: larger, and carried by hand as files only.")
    ] = False,
    qr: Annotated[
        Path | None, typer.Option("--qr", help="Also write the public half as a QR image, .png or .svg.")
    ] = None,
) -> None:
    """Make your own key and print its public half, for the operator to enter; the secret half never leaves the file.

    Example: station cosign key press.key newsroom.example/7 --qr press.png
    """
    with _spoken():
        if qr is not None:
            _check_code_name(qr)
            if post_quantum:
                raise Misused(NO_CODE)
        vkey = keys.generate_cosigner(file, name, post_quantum=post_quantum)
        typer.echo(vkey)
        if qr is not None:
            codes.write(qr, vkey.encode())
        if not post_quantum:
            _draw(vkey.encode())
        typer.echo(ADVICE if not post_quantum else f"{ADVICE} {NO_CODE}", err=True)


@cosign.command()
def sign(
    key: KeyFile,
    station: StationKey,
    person: Person,
    state: State,
    address: Address = None,
    *,
    remark: Remark = None,
    remark_file: RemarkFile = None,
    carried_in: Carried = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="With --in: where to write, a file or a .png or .svg.")
    ] = None,
    proof: Proof = None,
    without_proof: Annotated[
        bool, typer.Option("--without-proof", help="With --in: sign although no proof came.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before signing.")] = False,
) -> None:
    """Check the station's newest checkpoint, show what it says, co-sign it, and keep the receipt.

    Example: station cosign sign http://192.168.1.10:8000 --key press.key --station station.vkey --person P3 --state press
    """
    with _spoken():
        actor = Actor(checked_person(person), keys.load_cosigner(key), read_remark(remark, remark_file))
        given = _given(address, carried_in, out, proof, without_proof=without_proof)
        trusted, screen = read_station_keys(station), _Screen(yes=yes)
        make_folder(state)
        with Memory(state, trusted[0].name) as memory:
            if isinstance(given, str):
                cosign_online(Station(given, trusted), trusted, actor, memory, screen)
            else:
                offline.cosign_offline(given, trusted, actor, memory, screen)


@cosign.command()
def show(
    address: Address = None,
    *,
    carried_in: Annotated[Path | None, typer.Option("--in", help="A checkpoint's file, instead of an address.")] = None,
    qr: Annotated[Path | None, typer.Option("--qr", help="Write the checkpoint as a QR image, .png or .svg.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the checkpoint as a file.")] = None,
    since: Annotated[
        int | None, typer.Option("--since", help="A size that a laptop knows already: proves the rest.")
    ] = None,
    proof: Annotated[Path | None, typer.Option("--proof", help="With --since: where to write the proof.")] = None,
) -> None:
    """Make what is to be co-signed ready to be carried: as a QR for the room's screen, as a file, with a proof.

    Example: station cosign show http://192.168.1.10:8000 --qr checkpoint.png
    """
    with _spoken():
        if qr is not None:
            _check_code_name(qr)
        note = _shown(address, carried_in)
        stated = parse(parse_note(note).text)
        if since is not None and proof is not None and address is not None:
            carried.write(proof, carried.format_proof(offline.proof_since(Station(address), since, stated)))
        elif (since, proof) != (None, None):
            raise Misused("--since SIZE and --proof FILE go together, and with the station's address.")
        typer.echo(printable("\n".join(facts(stated))))
        for path in (qr, out):
            if path is not None:
                carried.write(path, note)
        _draw(note)


@cosign.command("hand-in")
def hand_in(
    what: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Cosignatures: files, or photos of their QR.")],
    to: Annotated[str, typer.Option("--to", help="The station's address.")],
) -> None:
    """Hand cosignatures in that were carried by hand. Needs no key: each says itself who made it.

    Example: station cosign hand-in p3.json p4.jpg --to http://192.168.1.10:8000
    """
    failed = 0
    for path in what:
        try:
            with _spoken():
                offline.hand_in(Station(to), carried.parse_cosignature(carried.read(path)), _Screen())
        except typer.Exit as error:
            typer.echo(f"{path} was not handed in.", err=True)
            failed = failed or error.exit_code
    if failed:
        raise typer.Exit(failed)


def _given(
    address: str | None, carried_in: Path | None, out: Path | None, proof: Path | None, *, without_proof: bool
) -> str | offline.Carried:
    """Return the address, or what was carried in."""
    if carried_in is None:
        if address is None or out is not None or proof is not None or without_proof:
            raise Misused("Give the station's address, or --in CHECKPOINT with --out FILE; --proof belongs to --in.")
        return address
    if address is not None or out is None:
        raise Misused("With --in give --out FILE too, and no address: nothing is sent.")
    hashes = None if proof is None else carried.parse_proof(carried.read(proof))
    return offline.Carried(carried.read_note(carried_in), out, hashes, without_proof)


def _shown(address: str | None, file: Path | None) -> bytes:
    """Return the checkpoint to be shown, in the form in which it is carried."""
    if address is not None and file is None:
        return carried.slim(Station(address).offer().note)
    if address is None and file is not None:
        return carried.slim(carried.read_note(file))
    raise Misused("Give the station's address, or --in with a checkpoint's file.")


def _check_code_name(path: Path) -> None:
    if not codes.is_code_name(path):
        raise Misused(f"{path}: the name of a QR image ends in .png or .svg.")


def _draw(data: bytes) -> None:
    """Draw a code where a person looks; a file or a pipe gets none."""
    if sys.stdout.isatty():
        codes.show(sys.stdout, data)
