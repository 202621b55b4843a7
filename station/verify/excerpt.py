"""`verify_excerpt`: all checks of an excerpt that someone carried away, alone and offline.

Who signed it? Do the entries stand in the log? Was this recording sealed so? Is every shown fragment one of it, at its
place, and is nothing else in the file? And plainly: which seconds are shown, and which are withheld? What an excerpt cannot
show is what it withholds; but it cannot hide that it does.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from station.formats import multiproof
from station.formats.cosignature import parse_verifier
from station.formats.errors import VerificationError
from station.formats.fragment_lines import FragmentLine
from station.formats.note import decode_base64
from station.rules.kinds import UnknownKind
from station.rules.shapes import WrongShape
from station.verify import excerpt_form as form
from station.verify.bag import Bag
from station.verify.divide import divide_film, divide_serial
from station.verify.excerpt_basis import Basis, check_log, check_recording, read_basis
from station.verify.excerpt_extent import check_extent, extent_of
from station.verify.excerpt_form import Shown
from station.verify.excerpt_seen import check_kept
from station.verify.excerpt_text import readme
from station.verify.excerpt_trust import check_signed, check_witnesses
from station.verify.report import About, Fault, Finding, Report, Verdict, conclude
from station.verify.scan import Divide, Progress, Scan, scan_files
from station.verify.trust import Policy, Seen
from station.verify.words import roles, words


def looks_like_excerpt(path: Path) -> bool:
    """Whether a path is a folder with an excerpt in it, so that `verify_excerpt` should judge it."""
    return (path / form.EXCERPT).is_file()


def verify_excerpt(
    path: Path,
    *,
    trusted_keys: Sequence[str] = (),
    policy: Policy | None = None,
    seen: Sequence[Seen] = (),
    progress: Progress | None = None,
) -> Report:
    """Check the excerpt in a folder; `trusted_keys` are the log's verifier keys, from elsewhere than the excerpt.

    `progress` is told of bytes read and of all bytes. Raises `NotABag` when the folder cannot be read; whatever else is wrong
    is in the report.
    """
    bag = Bag.open(path)
    try:
        basis = read_basis(bag)
    except (VerificationError, UnknownKind, WrongShape) as error:
        text = words("The excerpt cannot be read, so nothing of it was checked. {error}", error=error)
        return Report(None, tuple(conclude("excerpt", "", [Fault(text)])), key_checked=False, about=About.EXCERPT)
    given = [parse_verifier(each.strip()) for each in trusted_keys]
    findings = [
        *_check_contents(bag, basis),
        *check_signed(basis.checkpoint, trusted_keys, basis.keys),
        *check_log(basis),
        *check_witnesses(basis.checkpoint, policy),
        *check_kept(basis.checkpoint, seen, given or basis.keys.verifiers),
        *check_recording(basis),
        *_check_fragments(bag, basis, progress),
    ]
    missing = tuple(roles([group]) for group in basis.seal.data["quorum"]["missing"])
    return Report(basis.seal.session, tuple(findings), bool(trusted_keys), missing, About.EXCERPT)


def text_of(bag: Bag) -> bytes:
    """Return the README that belongs to an excerpt whose other files are in the folder, unchecked; raise what stops it."""
    basis = read_basis(bag)
    return readme(basis, extent_of(basis, _scan(bag, basis, None).lines))


def _check_contents(bag: Bag, basis: Basis) -> Iterator[Finding]:
    passed = words("The folder holds the files of an excerpt, and no other.")
    return conclude("contents", passed, _contents_faults(bag, basis))


def _contents_faults(bag: Bag, basis: Basis) -> Iterator[Fault]:
    for file in sorted(basis.files - bag.sizes.keys()):
        yield Fault(words("{file} is missing.", file=file), {"file": file})
    for file in sorted({*bag.sizes, *bag.strange} - basis.files):
        yield Fault(words("{file} has no place in this excerpt.", file=file), {"file": file})


def _check_fragments(bag: Bag, basis: Basis, progress: Progress | None) -> Iterator[Finding]:
    """Check the shown bytes; only of proven ones say what they show."""
    if basis.file not in bag.sizes:
        return  # `contents` says that it is missing
    scan = _scan(bag, basis, progress)
    passed = words(
        "{file} is exactly {count} of the {total} sealed fragments, each at its place, and nothing else.",
        file=basis.file,
        count=len(scan.lines),
        total=basis.excerpt.sealed.fragments,
    )
    findings = list(conclude("fragments", passed, _fragment_faults(basis, scan)))
    yield from findings
    if any(each.verdict is Verdict.FAIL for each in findings):
        return
    extent = extent_of(basis, scan.lines)
    yield from check_extent(basis, extent)
    yield from _check_text(bag, readme(basis, extent))


def _scan(bag: Bag, basis: Basis, progress: Progress | None) -> Scan:
    source = bag.path(basis.file), bag.sizes[basis.file]
    return scan_files({basis.file: source}, {basis.file: _divide(basis)}, progress)[basis.file]


def _divide(basis: Basis) -> Divide:
    """A film is divided by its own boxes, text by the stated sizes; the hashes say whether those were the sealed ones."""
    return divide_film if basis.stream == "camera" else divide_serial(_sized(basis.excerpt.shown), basis.epoch_us)


def _sized(shown: Sequence[Shown]) -> list[FragmentLine]:
    """State the sizes of the shown fragments as a fragment list does; nothing else of it is known here."""
    return [FragmentLine(each.index, 0, each.bytes, each.frames, 0, 0, "", "") for each in shown]


def _fragment_faults(basis: Basis, scan: Scan) -> Iterator[Fault]:
    file, shown, lines = basis.file, basis.excerpt.shown, scan.lines
    if basis.stream == "camera" and shown[0].index != 0:
        yield Fault(
            words("{file} does not begin with the recording's own head, fragment 0.", file=file), {"file": file}
        )
    if scan.trouble:
        text = words(
            "{file} holds something that is no fragment of a recording. {trouble}", file=file, trouble=scan.trouble
        )
        yield Fault(text, {"file": file})
    if [(line.bytes, line.frames) for line in lines] != [(each.bytes, each.frames) for each in shown]:
        text = words(
            "{file} holds {found} fragments with {found_frames} frames; {excerpt} claims {claimed} fragments with "
            "{claimed_frames} frames, or of other lengths.",
            file=file,
            found=len(lines),
            found_frames=sum(line.frames for line in lines),
            excerpt=form.EXCERPT,
            claimed=len(shown),
            claimed_frames=sum(each.frames for each in shown),
        )
        yield Fault(text, {"files": [file, form.EXCERPT], "found": len(lines), "claimed": len(shown)})
        return
    yield from _root_faults(basis, lines)


def _root_faults(basis: Basis, lines: Sequence[FragmentLine]) -> Iterator[Fault]:
    sealed, shown = basis.excerpt.sealed, basis.excerpt.shown
    leaves = {each.index: bytes.fromhex(line.leaf) for each, line in zip(shown, lines, strict=True)}
    try:
        multiproof.verify(leaves, sealed.fragments, basis.excerpt.hashes, decode_base64(sealed.root, form.EXCERPT))
    except VerificationError as error:
        text = words(
            "What {file} shows was not sealed so: at least one fragment was altered, moved or is of another recording, or the "
            "hashes in {excerpt} were changed. {error}",
            file=basis.file,
            excerpt=form.EXCERPT,
            error=error,
        )
        yield Fault(text, {"files": [basis.file, form.EXCERPT]})


def _check_text(bag: Bag, expected: bytes) -> Iterator[Finding]:
    faults = []
    if form.README in bag.sizes and bag.read(form.README) != expected:
        text = words("{file} is not what the record gives: someone changed what it says.", file=form.README)
        faults.append(Fault(text, {"file": form.README}))
    return conclude("texts", words("{file} is what the record gives.", file=form.README), faults)
