"""The bag as a bag: its manifests, the files that the record calls for, and the texts that follow from it.

Manifests alone prove nothing, since whoever changes a file can write them anew; they name the file that an accident or
a clumsy hand has changed. Every tag file and README.txt is written again from the record and compared byte for byte.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from station.formats.errors import Malformed, VerificationError
from station.verify import layout
from station.verify.bag import Bag
from station.verify.readme import readme
from station.verify.record import Facts, Record
from station.verify.report import Fault, Finding, conclude
from station.verify.scan import Scan
from station.verify.seal import read_keys

_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


def check_manifests(bag: Bag, scans: Mapping[str, Scan]) -> Iterator[Finding]:
    """Hold both manifests against the files as they are."""
    payload = {file: scan.sha256 for file, scan in scans.items() if layout.is_payload(file)}
    tags = {file: scan.sha256 for file, scan in scans.items() if file in layout.TAG_FILES}
    passed = f"All {len(payload)} files are those that the manifest lists."
    yield from conclude("manifest", passed, chain(bag.check_plain(), _faults(bag, layout.MANIFEST, payload)))
    passed = "The bag's own files are those that their manifest lists."
    yield from conclude("tag-manifest", passed, _faults(bag, layout.TAG_MANIFEST, tags))


def check_contents(bag: Bag, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Check that the bag holds the files that the record calls for, and no others."""
    yield from conclude("contents", "The bag holds what the record calls for, and nothing else.", _contents(bag, facts))


def check_texts(bag: Bag, record: Record, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Write the bag's texts again from the record and compare."""
    passed = "README.txt, bagit.txt and bag-info.txt say what the record says."
    yield from conclude("texts", passed, _texts(bag, record, facts))


def _faults(bag: Bag, manifest: str, found: dict[str, str]) -> Iterator[Fault]:
    text = bag.read(manifest)
    listed = _parse(text, manifest)
    for file in sorted(listed.keys() | found.keys()):
        if file not in found:
            yield Fault(f"{file} is missing; {manifest} lists it.", {"file": file})
        elif file not in listed:
            yield Fault(f"{file} was added; {manifest} does not list it.", {"file": file})
        elif listed[file] != found[file]:
            yield Fault(
                f"{file} was changed: its SHA-256 is {found[file] or 'not to be had'}, {manifest} says {listed[file]}.",
                {"file": file, "listed": listed[file], "found": found[file]},
            )
    if layout.manifest(listed) != text:
        yield Fault(f"{manifest} is not written as a manifest of this kind is.", {"file": manifest})


def _parse(text: bytes, manifest: str) -> dict[str, str]:
    try:
        lines = text.decode("ascii").splitlines()
    except UnicodeDecodeError as error:
        raise Malformed(manifest, "it is not plain text") from error
    matches = [_LINE.fullmatch(line) for line in lines]
    if None in matches:
        raise Malformed(manifest, f"line {matches.index(None) + 1} is not a hash and a file")
    return {match[2]: match[1] for match in matches if match is not None}


def _contents(bag: Bag, facts: Mapping[str, Facts]) -> Iterator[Fault]:
    called_for, welcome = {*layout.ALWAYS}, set[str]()
    for each in facts.values():
        called_for |= {layout.recording_path(each.recording, each.stream), layout.fragments_path(each.recording)}
        if each.finished.get("torn"):
            called_for.add(layout.torn_path(each.recording, each.stream))
        if each.stream == "camera":
            welcome |= {layout.credential_path(each.recording), layout.CERTIFICATES}
    for file in sorted(called_for - bag.sizes.keys()):
        yield Fault(f"{file} is missing; the record calls for it.", {"file": file})
    for file in sorted(bag.sizes.keys() - called_for - welcome):
        if layout.is_attestation(file):
            continue
        yield Fault(f"{file} has no place in this bag; the record does not call for it.", {"file": file})


def _texts(bag: Bag, record: Record, facts: Mapping[str, Facts]) -> Iterator[Fault]:
    try:
        origin = read_keys(bag).name
        payload = [size for file, size in bag.sizes.items() if layout.is_payload(file)]
        expected = {
            layout.README: readme(record, facts.values(), origin, openings=layout.OPENINGS in bag.sizes),
            layout.DECLARATION: layout.declaration(),
            layout.INFO: layout.info(record.seal, origin, payload),
        }
    except VerificationError as error:
        yield Fault(f"The bag's texts cannot be written again from the record: {error}")
        return
    for file, text in expected.items():
        if bag.read(file) != text:
            yield Fault(f"{file} does not say what follows from the record and the files of this bag.", {"file": file})
