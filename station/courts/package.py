"""An answer made, recorded and kept: `answers/REQUEST/` below the recordings, for as long as the station's own records.

First the answer is written beside its place and flushed, then its hashes become an entry, then the proofs are added and the
folder is renamed. A crash before the entry leaves a draft, which the next attempt replaces; a crash after it leaves a draft that
fits the entry, which the next attempt finishes. So an answer that is recorded is never made again with other bytes.
"""

import hashlib
import io
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from station import durable
from station.courts.answer import Made, Order, make_answer
from station.courts.document import build_document
from station.courts.errors import AnsweredBefore, AnswerInTheMaking, NotAnswered, PlaceTaken, UnknownRequest
from station.courts.hashing import Progress
from station.excerpts.from_station import FromStation
from station.formats import multiproof
from station.formats.note import decode_base64
from station.ledger import proofs
from station.ledger.queries import RequestRow
from station.recorder import commands as say
from station.rules.shapes import Data
from station.verify.answers import form
from station.verify.answers.form import Earlier, EntriesProof, parse_answer

ANSWERS = "answers"  # below the recordings; personal data inside
_UNDATED = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
Record = Callable[[say.AnswerRequest], Any]


def answer(engine: Engine, recordings: Path, order: Order, record: Record, progress: Progress | None = None) -> Path:
    """Answer a request and return the answer's folder; one that was answered is returned as it is.

    `record` gives the command to the recorder. Raises `CourtError`s, or what the recorder, the database or the disk raises.
    """
    answers = recordings / ANSWERS
    durable.make_folder(answers)
    try:
        lock = durable.FolderLock(answers)
    except durable.AlreadyRunning as error:
        raise AnswerInTheMaking from error
    with lock:
        place, draft = answers / order.request, answers / f"{order.request}{durable.TEMPORARY_SUFFIX}"
        if _row(engine, order.request).answer_entry is None:
            made = make_answer(engine, recordings, order, progress)
            _write_draft(draft, made)
            record(_order(draft, made, order))
        if not place.is_dir():
            _finish(engine, recordings, draft, place)
    return place


def folder_of(engine: Engine, recordings: Path, request: str) -> Path:
    """Where the answer to a request lies; raise `UnknownRequest`, `NotAnswered` or `AnsweredBefore`."""
    place = recordings / ANSWERS / request
    row = _row(engine, request)
    if row.answer_entry is None:
        raise NotAnswered(request)
    if not place.is_dir():
        raise AnsweredBefore(request, row.answer_entry, place)
    return place


def packed(folder: Path) -> bytes:
    """The files of an answer as a ZIP archive, without compression: the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(form.FILES):
            archive.writestr(zipfile.ZipInfo(f"{folder.name}/{name}", _UNDATED), (folder / name).read_bytes())
    return out.getvalue()


def copy_to(folder: Path, out: Path) -> Path:
    """Copy an answer to a new folder; raise `PlaceTaken`."""
    if out.exists() or out.is_symlink():
        raise PlaceTaken(out)
    durable.make_folder(out)
    durable.write_files({out / name: (folder / name).read_bytes() for name in form.FILES})
    return out


def _row(engine: Engine, request: str) -> Row[Any]:
    with engine.connect() as connection:
        row = connection.execute(select(RequestRow).where(RequestRow.request == request)).first()
    if row is None:
        raise UnknownRequest(request)
    return row


def _write_draft(draft: Path, made: Made) -> None:
    shutil.rmtree(draft, ignore_errors=True)  # what a crash left of an earlier attempt
    durable.make_folder(draft)
    files = {**made.files(), form.DOCUMENT: build_document(made.answer)}
    durable.write_files({draft / name: data for name, data in files.items()})


def _order(draft: Path, made: Made, order: Order) -> say.AnswerRequest:
    as_of = made.answer["as_of"]
    return say.AnswerRequest(
        request=order.request,
        answer_sha256=_sha256(draft / form.ANSWER),
        document_sha256=_sha256(draft / form.DOCUMENT),
        size=as_of["size"],
        root=as_of["root"],
        by_name=order.by_name,
    )


def _finish(engine: Engine, recordings: Path, draft: Path, place: Path) -> None:
    """Add the proofs to a draft that is the recorded answer, and give it its name."""
    row, found = _row(engine, place.name), None
    with suppress(FileNotFoundError):
        found = _sha256(draft / form.ANSWER), _sha256(draft / form.DOCUMENT)
    if found != (row.answer_sha256, row.document_sha256):
        raise AnsweredBefore(row.request, row.answer_entry, place)
    with engine.connect() as connection:
        files = _proofs(connection, recordings, row.answer_entry, parse_answer((draft / form.ANSWER).read_bytes()))
    durable.write_files({draft / name: data for name, data in files.items()})
    # A crash before this leaves the draft, which the next attempt finishes; after it, the answer is whole.
    draft.rename(place)
    durable.sync_folder(place.parent)


def _proofs(connection: Connection, recordings: Path, answered: int, told: Data) -> dict[str, bytes]:
    source = FromStation(connection, recordings)
    signed = source.newest(answered)
    return {
        form.ANSWERED: source.body(answered),
        form.ANSWERED_PROOF: source.prove(answered, signed).format(),
        form.PROOF: _entries_proof(connection, told, signed.size).encode(),
        form.KEY: signed.keys.format().encode(),
    }


def _entries_proof(connection: Connection, told: Data, size: int) -> EntriesProof:
    states = [told["as_of"], *(head[when] for head in told["heads"] for when in ("before", "after") if head[when])]
    roots = {each["size"]: decode_base64(each["root"], form.ANSWER) for each in states}
    earlier = (
        Earlier(each, roots[each], tuple(proofs.consistency_proof(connection, each, size))) for each in sorted(roots)
    )
    hashes = multiproof.prove_from(proofs.subtrees_of(connection), size, told["entries"])
    return EntriesProof(tuple(told["entries"]), tuple(hashes), tuple(earlier))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
