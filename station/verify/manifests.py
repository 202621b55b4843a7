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
from station.verify.words import Words, words

_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


def check_manifests(bag: Bag, scans: Mapping[str, Scan]) -> Iterator[Finding]:
    """Hold both manifests against the files as they are."""
    payload = {file: scan.sha256 for file, scan in scans.items() if layout.is_payload(file)}
    tags = {file: scan.sha256 for file, scan in scans.items() if file in layout.TAG_FILES}
    passed = words("All {count} files are those that the manifest lists.", count=len(payload))
    yield from conclude("manifest", passed, chain(bag.check_plain(), _faults(bag, layout.MANIFEST, payload)))
    passed = words("The bag's own files are those that their manifest lists.")
    yield from conclude("tag-manifest", passed, _faults(bag, layout.TAG_MANIFEST, tags))


def check_contents(bag: Bag, record: Record, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Check that the bag holds the files that the record calls for, and no others."""
    passed = words("The bag holds what the record calls for, and nothing else.")
    yield from conclude("contents", passed, _contents(bag, record, facts))


def check_texts(bag: Bag, record: Record, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Write the bag's texts again from the record and compare."""
    passed = words("README.txt, bagit.txt and bag-info.txt say what the record says.")
    yield from conclude("texts", passed, _texts(bag, record, facts))


def _faults(bag: Bag, manifest: str, found: dict[str, str]) -> Iterator[Fault]:
    data = bag.read(manifest)
    stated = _parse(data, manifest)
    for file in sorted(stated.keys() | found.keys()):
        text = _wrong(file, manifest, stated.get(file), found.get(file))
        if text is not None and file in stated and file in found:
            yield Fault(text, {"file": file, "listed": stated[file], "found": found[file]})
        elif text is not None:
            yield Fault(text, {"file": file})
    if layout.manifest(stated) != data:
        text = words("{manifest} is not written as a manifest of this kind is.", manifest=manifest)
        yield Fault(text, {"file": manifest})


def _wrong(file: str, manifest: str, stated: str | None, found: str | None) -> Words | None:
    """What is wrong with a file, by its hash in the manifest and its own."""
    if found is None:
        return words("{file} is missing; {manifest} lists it.", file=file, manifest=manifest)
    if stated is None:
        return words("{file} was added; {manifest} does not list it.", file=file, manifest=manifest)
    if stated == found:
        return None
    return words(
        "{file} was changed: its SHA-256 is {found}, {manifest} says {listed}.",
        file=file,
        found=found or words("not to be had"),
        manifest=manifest,
        listed=stated,
    )


def _parse(text: bytes, manifest: str) -> dict[str, str]:
    try:
        lines = text.decode("ascii").splitlines()
    except UnicodeDecodeError as error:
        raise Malformed(manifest, "it is not plain text") from error
    matches = [_LINE.fullmatch(line) for line in lines]
    if None in matches:
        raise Malformed(manifest, f"line {matches.index(None) + 1} is not a hash and a file")
    return {match[2]: match[1] for match in matches if match is not None}


def _contents(bag: Bag, record: Record, facts: Mapping[str, Facts]) -> Iterator[Fault]:
    called_for, welcome = {*layout.ALWAYS}, set[str]()
    called_for |= {layout.image_path(entry.data["presented"]) for entry in record.of_kind("image.cut")}
    for each in facts.values():
        called_for |= {layout.recording_path(each.recording, each.stream), layout.fragments_path(each.recording)}
        if each.finished.get("torn"):
            called_for.add(layout.torn_path(each.recording, each.stream))
        if each.stream == "camera":
            welcome |= {layout.credential_path(each.recording), layout.CERTIFICATES}
    for file in sorted(called_for - bag.sizes.keys()):
        yield Fault(words("{file} is missing; the record calls for it.", file=file), {"file": file})
    for file in sorted(bag.sizes.keys() - called_for - welcome):
        if layout.is_attestation(file):
            continue
        text = words("{file} has no place in this bag; the record does not call for it.", file=file)
        yield Fault(text, {"file": file})


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
        yield Fault(words("The bag's texts cannot be written again from the record: {error}", error=error))
        return
    for file, text in expected.items():
        if bag.read(file) != text:
            said = words("{file} does not say what follows from the record and the files of this bag.", file=file)
            yield Fault(said, {"file": file})
