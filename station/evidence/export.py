"""Export of a sealed session as a bag (docs/format.md section 7).

The bag follows from the sealed facts alone: made twice, it has the same bytes. It is written under another name, flushed, and
renamed last, so that a bag is whole or absent. Every recording and image is hashed as it is copied; one not as sealed stops the
export, since a bag must not look like evidence and fail at the court. Only who asks for an incomplete bag gets what is left of
such a recording, and all the others; `station verify` fails it and names what is wrong.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from station import durable
from station.evidence.credited import add_credentials
from station.evidence.draft import Advance, Draft
from station.evidence.errors import BagExists, NoRoom, RecordingChanged, RecordingMissing
from station.evidence.held import held_of
from station.evidence.sealed import SealedSession, read_openings, read_sealed
from station.formats.errors import Malformed
from station.formats.fragment_lines import FragmentLine, encode_lines, parse_lines
from station.verify import layout
from station.verify.divide import divide_film, divide_serial
from station.verify.openings import commitments_of
from station.verify.readme import readme
from station.verify.record import Facts, Record, recordings_of
from station.verify.scan import Progress, scan_files

SPARE_BYTES = 16 * 2**20  # fragment lists and texts, and room for the file system's own


def export_session(
    connection: Connection,
    recordings: Path,
    session: str,
    destination: Path,
    *,
    openings: bool = False,
    incomplete: bool = False,
    credentials: Path | None = None,
    tell: Callable[[str], None] = lambda _line: None,
    progress: Progress | None = None,
) -> Path:
    """Write the bag of a sealed session as the folder `destination` and return it.

    `recordings` is where the station's recordings lie. `openings` adds the withheld values, for those entitled to them.
    `incomplete` goes on where a recording is missing or changed, and takes what is left of it. `credentials` is the folder of
    the station's C2PA certificate; a film that cannot be given a manifest goes without one, and `tell` is told why.
    `progress` is told of bytes done and of all bytes. Raises `EvidenceError`s, or what the database or the disk raises;
    then nothing is left behind.
    """
    if destination.exists() or destination.is_symlink():
        raise BagExists(destination)
    sealed = read_sealed(connection, session)
    facts = recordings_of(sealed.record)
    durable.make_folder(destination.parent)
    advance = _meter(destination, facts, sealed, progress)
    draft = Draft(destination.with_name(destination.name + durable.TEMPORARY_SUFFIX), advance)
    shutil.rmtree(draft.folder, ignore_errors=True)  # what a crash left of an earlier attempt
    try:
        for each in facts.values():
            _add_recording(draft, recordings, each, incomplete=incomplete)
        _add_images(draft, recordings, sealed.record, incomplete=incomplete)
        if credentials is not None:
            origin = sealed.keys.name
            add_credentials(draft, recordings, credentials, facts=facts.values(), origin=origin, tell=tell)
        if openings:
            draft.add(layout.OPENINGS, b"".join(read_openings(connection, commitments_of(sealed.record))))
        _add_record(draft, sealed, facts)
        for file, data in held_of(connection, recordings, sealed):
            draft.add(file, data)
        _add_tags(draft, sealed)
        draft.finish(destination)
    except BaseException:
        shutil.rmtree(draft.folder, ignore_errors=True)
        raise
    return destination


def _meter(destination: Path, facts: dict[str, Facts], sealed: SealedSession, progress: Progress | None) -> Advance:
    """Raise `NoRoom` unless the bag will fit; return what counts the bytes copied, then hashed."""
    recorded = sum(each.sealed["bytes"] for each in facts.values())
    images = sum(entry.data["bytes"] for entry in sealed.record.of_kind("image.cut"))
    needed, free = recorded + images + len(sealed.lines) + SPARE_BYTES, shutil.disk_usage(destination.parent).free
    if free < needed:
        raise NoRoom(destination.parent, needed, free)
    total, done = 2 * recorded + images, 0  # recordings are read again, for their fragments

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(min(done, total), total)

    return advance


def _add_recording(draft: Draft, recordings: Path, facts: Facts, *, incomplete: bool) -> None:
    """Add a recording, its torn piece and its fragment list; of an incomplete bag, what there is of them."""
    source = recordings / facts.started.data["file"]
    excused = (RecordingChanged, RecordingMissing) if incomplete else ()
    whole = False
    with suppress(*excused):
        file = layout.recording_path(facts.recording, facts.stream)
        draft.copy(facts.recording, source, file, facts.sealed["sha256"])
        whole = True
    torn = facts.finished["torn"]
    if torn is not None:
        path = layout.torn_path(facts.recording, facts.stream)
        with suppress(*excused):
            draft.copy(facts.recording, source.with_name(source.name + ".torn"), path, torn["sha256"])
    with suppress(*excused):
        lines = _list_anew(draft, facts, source) if whole else _own_list(facts, source)
        draft.add(layout.fragments_path(facts.recording), encode_lines(lines))


def _add_images(draft: Draft, recordings: Path, record: Record, *, incomplete: bool) -> None:
    """Add the images of the packages as they were shown."""
    for image in (entry.data for entry in record.of_kind("image.cut")):
        name, file = f"the image of package {image['package']}", layout.image_path(image["presented"])
        if file in draft.hashes:
            continue  # a second entry of one showing; the verifier fails it
        with suppress(*((RecordingChanged, RecordingMissing) if incomplete else ())):
            draft.copy(name, recordings / image["file"], file, image["sha256"])


def _list_anew(draft: Draft, facts: Facts, source: Path) -> Sequence[FragmentLine]:
    """Make the fragment list from the copy in the draft."""
    file = layout.recording_path(facts.recording, facts.stream)
    divide = divide_film if facts.stream == "camera" else divide_serial(_own_list(facts, source), facts.epoch_us)
    before = 0

    def hashed(done: int, _total: int) -> None:
        nonlocal before
        draft.advance(done - before)
        before = done

    return scan_files({file: (draft.folder / file, draft.sizes[file])}, {file: divide}, hashed)[file].lines


def _own_list(facts: Facts, source: Path) -> list[FragmentLine]:
    """The station's own list. A serial recording's cannot be made anew: nothing else says where a fragment ends."""
    path = source.with_name(f"{source.stem}.fragments.jsonl")
    try:
        return parse_lines(path.read_bytes(), path.name)
    except (OSError, Malformed) as error:
        raise RecordingMissing(facts.recording, path, str(error)) from error


def _add_record(draft: Draft, sealed: SealedSession, facts: dict[str, Facts]) -> None:
    origin = sealed.keys.name
    draft.add(layout.ENTRIES, sealed.lines)
    draft.add(layout.CHECKPOINT, sealed.checkpoint)
    draft.add(layout.PROOF, sealed.proof.format())
    draft.add(layout.KEY, sealed.keys.format().encode())
    draft.add(layout.BEFORE, sealed.before)
    if sealed.people:
        draft.add(layout.PEOPLE, sealed.people)
    for each in sealed.successions:
        draft.add(f"data/succession/{each.index}.json", each.entry_bytes)
        draft.add(f"data/succession/{each.index}.tlog-proof", each.proof_bytes)
    text = readme(sealed.record, facts.values(), origin, openings=layout.OPENINGS in draft.hashes)
    draft.add(layout.README, text)


def _add_tags(draft: Draft, sealed: SealedSession) -> None:
    payload, sizes = dict(draft.hashes), list(draft.sizes.values())
    draft.add(layout.DECLARATION, layout.declaration())
    draft.add(layout.INFO, layout.info(sealed.record.seal, sealed.keys.name, sizes))
    draft.add(layout.MANIFEST, layout.manifest(payload))
    draft.add(layout.TAG_MANIFEST, layout.manifest({file: draft.hashes[file] for file in layout.TAG_FILES}))
