"""A part of a sealed recording to carry away, with all that proves it (docs/format.md).

The fragments are copied byte for byte and hashed as they are copied; what is withheld leaves only hashes. The excerpt is written
under another name, verified as its reader will verify it, flushed, and renamed last: it is whole and true, or absent.
"""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from station import durable
from station.excerpts.errors import NothingShown, PlaceTaken, RecordContradicts, RecordingDamaged
from station.excerpts.fragments import sealed_fragments
from station.excerpts.sources import Files, Source
from station.excerpts.spans import Wanted
from station.formats import multiproof
from station.formats.entry import Entry
from station.formats.fragment_lines import FragmentLine, length_of
from station.formats.merkle import leaf_hash
from station.verify import excerpt_form as form
from station.verify.bag import Bag
from station.verify.excerpt import text_of, verify_excerpt
from station.verify.excerpt_form import Excerpt, Shown, Totals
from station.verify.record import Facts, Record, recordings_of
from station.verify.scan import Progress
from station.verify.times import clock, seconds


def write_excerpt(source: Source, wanted: Wanted, destination: Path, progress: Progress | None = None) -> Path:
    """Write what is wanted of a recording as the folder `destination` and return it.

    `progress` is told of bytes read and of all bytes. Raises `ExcerptError`s, or what the database or the disk raises; then
    nothing is left behind.
    """
    if destination.exists() or destination.is_symlink():
        raise PlaceTaken(destination)
    record = source.record(wanted.recording)
    facts = recordings_of(record)[wanted.recording]
    if not (facts.finished and facts.sealed):
        raise RecordContradicts(f"{wanted.recording} began and was never sealed.")
    files = source.files(facts)
    lines = sealed_fragments(facts, files, progress)
    chosen = _choose(wanted, facts, lines)
    durable.make_folder(destination.parent)
    draft = destination.with_name(destination.name + durable.TEMPORARY_SUFFIX)
    shutil.rmtree(draft, ignore_errors=True)  # what a crash left of an earlier attempt
    try:
        draft.mkdir()
        _copy(facts, files, chosen, draft / form.SHOWN_FILES[facts.stream])
        _write_proofs(source, record, facts, draft)
        durable.write_file(draft / form.EXCERPT, _claim(facts, lines, chosen).encode())
        _finish(draft)
        # A crash before this leaves the draft, which the next attempt removes; after it, the excerpt is whole.
        draft.rename(destination)
        durable.sync_folder(destination.parent)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return destination


def _choose(wanted: Wanted, facts: Facts, lines: Sequence[FragmentLine]) -> list[FragmentLine]:
    chosen = wanted.choose(lines, facts.epoch_us, film=facts.stream == "camera")
    if not chosen:
        raise NothingShown(facts.recording, clock(facts.epoch_us), seconds(length_of(lines)), len(lines))
    return chosen


def _copy(facts: Facts, files: Files, chosen: Sequence[FragmentLine], destination: Path) -> None:
    """Copy fragments; raise `RecordingDamaged` at the first that is not as sealed."""
    with files.recording.open("rb") as reader, destination.open("xb") as writer:
        for line in chosen:
            reader.seek(line.offset)
            data = reader.read(line.bytes)
            if leaf_hash(data).hex() != line.leaf:
                raise RecordingDamaged(facts.recording, f"its fragment #{line.index} at {files.recording} was changed")
            writer.write(data)
        writer.flush()
        os.fsync(writer.fileno())


def _write_proofs(source: Source, record: Record, facts: Facts, draft: Path) -> None:
    signed = source.sealing(record.seal.index)
    files = {draft / form.KEY: signed.keys.format().encode()}
    for name, entry in _entries(record, facts).items():
        files[draft / form.entry_file(name)] = entry.encode()
        files[draft / form.proof_file(name)] = source.prove(entry.index, signed).format()
    durable.write_files(files)


def _entries(record: Record, facts: Facts) -> Mapping[str, Entry]:
    """Find the entries that the excerpt rests on."""

    def about(kind: str) -> list[Entry]:
        return [each for each in record.of_kind(kind) if _names(each, facts.recording)]

    found = {name: about(kind) for name, kind in form.KIND_OF.items() if name != form.SEAL}
    return {name: each[0] for name, each in found.items() if each} | {form.SEAL: record.seal}


def _names(entry: Entry, recording: str) -> bool:
    listed = entry.data.get("recordings", [entry.data])
    return any(each.get("recording") == recording for each in listed)


def _claim(facts: Facts, lines: Sequence[FragmentLine], chosen: Sequence[FragmentLine]) -> Excerpt:
    hashes = multiproof.prove([bytes.fromhex(line.leaf) for line in lines], {line.index for line in chosen})
    shown = tuple(Shown(line.index, line.bytes, line.frames) for line in chosen)
    return Excerpt(facts.recording, Totals.of(facts.sealed), shown, tuple(hashes))


def _finish(draft: Path) -> None:
    """Add the README, and hold the whole against itself as a reader will."""
    durable.write_file(draft / form.README, text_of(Bag.open(draft)))
    report = verify_excerpt(draft)
    if not report.ok:
        raise RecordContradicts(" ".join(str(each.text) for each in report.failures))
