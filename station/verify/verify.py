"""`verify_bag`: all checks of a bag, in the order in which a reader would ask.

Is it a whole bag? Who signed it? Are these the entries that were sealed? Did the session follow its rules? Are the
recordings those that were sealed, and if not, which seconds are wrong? Was the filming unbroken? Did the scale send
what was written down, and did the furnace burn as hot?
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from station.formats.errors import VerificationError
from station.formats.fragment_lines import FragmentLine, parse_lines
from station.rules.succession import LogKeys
from station.verify import layout
from station.verify.attested import check_attested, check_times, check_witnesses
from station.verify.bag import Bag
from station.verify.balance import check_balance
from station.verify.burning import check_burn_heat
from station.verify.check_weights import check_check_weights
from station.verify.clocks import check_clocks
from station.verify.conditions import check_conditions
from station.verify.continuity import check_continuity
from station.verify.cosigned import check_cosignatures, check_quorum, missing_quorum
from station.verify.course import check_course
from station.verify.custody import check_custody
from station.verify.display import check_display
from station.verify.divide import divide_film, divide_serial
from station.verify.draws import check_draws
from station.verify.events import check_events
from station.verify.handover import check_keys, reign_of
from station.verify.hearing import check_hearing
from station.verify.images import check_images
from station.verify.ledgered import check_recordings
from station.verify.manifests import check_contents, check_manifests, check_texts
from station.verify.masses import check_masses
from station.verify.metrology import check_metrology
from station.verify.openings import check_openings
from station.verify.presented import check_presented
from station.verify.record import Facts, Record, read_record, recordings_of
from station.verify.recordings import Material, check_recording, is_whole
from station.verify.report import Fault, Finding, Report, conclude
from station.verify.samples import check_samples
from station.verify.scan import Divide, Progress, Scan, scan_files
from station.verify.seal import (
    check_checkpoint,
    check_entries_root,
    check_proof,
    check_tree,
    read_keys,
)
from station.verify.seen import check_seen
from station.verify.timeline import Timeline
from station.verify.trail import check_trail
from station.verify.tree import read_tree
from station.verify.trust import NOTHING, Trust
from station.verify.unseen import check_unseen
from station.verify.weighings import check_weighings
from station.verify.wire import check_wires
from station.verify.words import words
from station.verify.zeros import check_zeros


def verify_bag(path: Path, trust: Trust = NOTHING, progress: Progress | None = None) -> Report:
    """Check the bag in a folder against itself, and against what the reader brings along.

    `progress` is told of bytes read and of all bytes, from several threads but one call at a time. Raises `NotABag` when
    there is no folder to read; whatever else is wrong is in the report.
    """
    bag = Bag.open(path)
    record, unreadable = _read(bag)
    facts = recordings_of(record) if record else {}
    files = {file: (bag.path(file), size) for file, size in bag.sizes.items()}
    scans = scan_files(files, _divides(bag, facts), progress)
    findings = [*_bag_findings(bag, scans, record, facts), *unreadable, *_seal_findings(bag, record, trust)]
    if record is not None:
        findings += _record_findings(bag, scans, record, facts)
    missing = tuple(missing_quorum(record)) if record else ()
    return Report(record.session if record else None, tuple(findings), bool(trust.keys), missing)


def _read(bag: Bag) -> tuple[Record | None, list[Finding]]:
    try:
        record = read_record(bag.read(layout.ENTRIES))
    except VerificationError as error:
        text = words("The entries cannot be read, so nothing that rests on them was checked. {error}", error=error)
        return None, list(conclude("entries", "", [Fault(text, {"file": layout.ENTRIES})]))
    passed = words("All {size} entries have the form of docs/format.md.", size=len(record.entries))
    return record, list(conclude("entries", passed, []))


def _divides(bag: Bag, facts: Mapping[str, Facts]) -> dict[str, Divide]:
    """How to divide each recording that is there into its fragments."""
    divides: dict[str, Divide] = {}
    for each in facts.values():
        try:
            file = layout.recording_path(each.recording, each.stream)
            if file not in bag.sizes:
                continue
            if each.stream == "camera":
                divides[file] = divide_film
            else:
                listed = layout.fragments_path(each.recording)
                divides[file] = divide_serial(parse_lines(bag.read(listed), listed), each.epoch_us)
        except VerificationError:
            continue  # whoever checks that recording says what is wrong with its name or its list
    return divides


def _bag_findings(
    bag: Bag, scans: Mapping[str, Scan], record: Record | None, facts: Mapping[str, Facts]
) -> Iterator[Finding]:
    yield from check_manifests(bag, scans)
    if record is not None:
        yield from check_contents(bag, record, facts)
        yield from check_texts(bag, record, facts)


def _seal_findings(bag: Bag, record: Record | None, trust: Trust) -> Iterator[Finding]:
    try:
        keys = read_keys(bag)
    except VerificationError as error:
        text = words("{file}: {error}", file=layout.KEY, error=error)
        yield from conclude("key", "", [Fault(text, {"file": layout.KEY})])
        return
    yield from check_keys(bag, keys, trust.keys)
    yield from check_checkpoint(bag, keys)
    if record is not None:
        yield from check_proof(bag, record, keys)
        yield from _history_findings(bag, record, keys, trust)


def _history_findings(bag: Bag, record: Record, keys: LogKeys, trust: Trust) -> Iterator[Finding]:
    """The log's roots, from the session's first entry to its seal, and all who vouch for one of them."""
    try:
        tree = read_tree(bag, record)
    except VerificationError as error:
        text = words("{file}: {error}", file=layout.BEFORE, error=error)
        yield from conclude("tree", "", [Fault(text, {"file": layout.BEFORE})])
        return
    yield from check_tree(bag, tree, keys)
    yield from check_cosignatures(bag, record, tree, keys)
    yield from check_quorum(record)
    reign = reign_of(bag, keys)
    yield from check_attested(bag, tree, reign)
    yield from check_witnesses(bag, record, trust.policy)
    yield from check_times(bag, record, trust)
    yield from check_seen(trust.seen, tree, reign)


def _record_findings(
    bag: Bag, scans: Mapping[str, Scan], record: Record, facts: Mapping[str, Facts]
) -> Iterator[Finding]:
    yield from check_entries_root(record)
    yield from check_course(record)
    yield from check_conditions(record)
    yield from check_clocks(record)
    yield from check_recordings(record, facts)
    known = {name: each for name, each in facts.items() if _checkable(each)}
    timeline = Timeline(record.entries)
    material = Material(bag, scans, timeline)
    for each in known.values():
        yield from check_recording(each, material)
    yield from check_continuity(record, timeline, known, _whole_lines(known, scans))
    wires, findings = check_wires(bag, record, known, timeline)
    yield from findings
    yield from check_weighings(record)
    yield from check_hearing(record, wires)
    yield from check_display(record, wires)
    yield from check_zeros(record, wires)
    yield from check_check_weights(record)
    yield from check_metrology(record)
    yield from check_custody(bag, record)
    yield from check_samples(record)
    yield from check_presented(record)
    yield from check_masses(record)
    yield from check_balance(record)
    yield from check_images(material, record, known)
    yield from check_trail(record)
    yield from check_draws(record)
    yield from check_burn_heat(bag, record, known)
    yield from check_events(record, timeline, wires)
    yield from check_unseen(record)
    yield from check_openings(bag, record)


def _checkable(facts: Facts) -> bool:
    """Whether the record says enough of a recording to look for its file; `check_recordings` names the others."""
    try:
        layout.recording_path(facts.recording, facts.stream)
    except VerificationError:
        return False
    return bool(facts.finished and facts.sealed)


def _whole_lines(facts: Mapping[str, Facts], scans: Mapping[str, Scan]) -> dict[str, tuple[FragmentLine, ...]]:
    return {
        each.recording: scans[layout.recording_path(each.recording, each.stream)].lines
        for each in facts.values()
        if each.stream == "camera" and is_whole(each, scans)
    }
