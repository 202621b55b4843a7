"""Export of a sealed session as a bag (docs/format.md section 7).

The bag follows from the sealed facts alone: made twice, it has the same bytes. It is written under another name, flushed, and
renamed last, so that a bag is whole or absent. Every recording is hashed as it is copied; one that is not as sealed stops the
export, since a bag must not look like evidence and fail at the court.
"""

import shutil
from pathlib import Path

from sqlalchemy import Connection

from station import durable
from station.evidence.draft import Advance, Draft
from station.evidence.errors import BagExists, NoRoom, RecordingMissing
from station.evidence.sealed import SealedSession, read_openings, read_sealed
from station.formats.errors import Malformed
from station.formats.fragment_lines import encode_lines, parse_lines
from station.verify import layout
from station.verify.divide import divide_film, divide_serial
from station.verify.openings import commitments_of
from station.verify.readme import readme
from station.verify.record import Facts, recordings_of
from station.verify.scan import Divide, Progress, scan_files

SPARE_BYTES = 16 * 2**20  # fragment lists and texts, and room for the file system's own


def export_session(
    connection: Connection,
    recordings: Path,
    session: str,
    destination: Path,
    *,
    openings: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Write the bag of a sealed session as the folder `destination` and return it.

    `recordings` is where the station's recordings lie. `openings` adds the withheld values, for those entitled to them.
    `progress` is told of bytes done and of all bytes. Raises `EvidenceError`s, or what the database or the disk raises;
    then nothing is left behind.
    """
    if destination.exists() or destination.is_symlink():
        raise BagExists(destination)
    sealed = read_sealed(connection, session)
    facts = recordings_of(sealed.record)
    durable.make_folder(destination.parent)
    advance = _meter(destination, facts, len(sealed.lines), progress)
    draft = Draft(destination.with_name(destination.name + durable.TEMPORARY_SUFFIX), advance)
    shutil.rmtree(draft.folder, ignore_errors=True)  # what a crash left of an earlier attempt
    try:
        for each in facts.values():
            _add_recording(draft, recordings, each)
        if openings:
            draft.add(layout.OPENINGS, b"".join(read_openings(connection, commitments_of(sealed.record))))
        _add_record(draft, sealed, facts)
        _add_tags(draft, sealed)
        draft.finish(destination)
    except BaseException:
        shutil.rmtree(draft.folder, ignore_errors=True)
        raise
    return destination


def _meter(destination: Path, facts: dict[str, Facts], entries: int, progress: Progress | None) -> Advance:
    """Raise `NoRoom` unless the bag will fit; return what counts the bytes copied, then hashed."""
    payload = sum(each.sealed["bytes"] for each in facts.values())
    needed, free = payload + entries + SPARE_BYTES, shutil.disk_usage(destination.parent).free
    if free < needed:
        raise NoRoom(destination.parent, needed, free)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(min(done, payload * 2), payload * 2)

    return advance


def _add_recording(draft: Draft, recordings: Path, facts: Facts) -> None:
    source = recordings / facts.started.data["file"]
    file = layout.recording_path(facts.recording, facts.stream)
    draft.copy(facts.recording, source, file, facts.sealed["sha256"])
    torn = facts.finished["torn"]
    if torn is not None:
        path = layout.torn_path(facts.recording, facts.stream)
        draft.copy(facts.recording, source.with_name(source.name + ".torn"), path, torn["sha256"])
    divide = divide_film if facts.stream == "camera" else _divide_serial(facts, source)
    before = 0

    def hashed(done: int, _total: int) -> None:
        nonlocal before
        draft.advance(done - before)
        before = done

    scan = scan_files({file: (draft.folder / file, draft.sizes[file])}, {file: divide}, hashed)[file]
    draft.add(layout.fragments_path(facts.recording), encode_lines(scan.lines))


def _divide_serial(facts: Facts, source: Path) -> Divide:
    """Divide a serial recording by its list: it cannot be made anew, since nothing else says where a fragment ends."""
    path = source.with_name(f"{source.stem}.fragments.jsonl")
    try:
        return divide_serial(parse_lines(path.read_bytes(), path.name), facts.epoch_us)
    except (OSError, Malformed) as error:
        raise RecordingMissing(facts.recording, path, str(error)) from error


def _add_record(draft: Draft, sealed: SealedSession, facts: dict[str, Facts]) -> None:
    origin = sealed.key.name
    draft.add(layout.ENTRIES, sealed.lines)
    draft.add(layout.CHECKPOINT, sealed.checkpoint)
    draft.add(layout.PROOF, sealed.proof.format())
    draft.add(layout.KEY, f"{sealed.key.format()}\n".encode())
    text = readme(sealed.record, facts.values(), origin, openings=layout.OPENINGS in draft.hashes)
    draft.add(layout.README, text)


def _add_tags(draft: Draft, sealed: SealedSession) -> None:
    payload, sizes = dict(draft.hashes), list(draft.sizes.values())
    draft.add(layout.DECLARATION, layout.declaration())
    draft.add(layout.INFO, layout.info(sealed.record.seal, sealed.key.name, sizes))
    draft.add(layout.MANIFEST, layout.manifest(payload))
    draft.add(layout.TAG_MANIFEST, layout.manifest({file: draft.hashes[file] for file in layout.TAG_FILES}))
