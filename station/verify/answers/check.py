"""`verify_answer`: all checks of an answer to a court, by whoever was handed it, alone and offline.

Is it the answer that the station recorded? Do the entries in it stand in the signed log? Do they give every figure that it tells?
With the published log: are these all the entries that tell of the case? What no check of an answer can show is said with it.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from station.formats import multiproof
from station.formats.commitment import base64_text
from station.formats.errors import VerificationError
from station.formats.merkle import leaf_hash, verify_consistency, verify_inclusion
from station.rules.kinds import UnknownKind
from station.rules.shapes import WrongShape
from station.verify.answers import form
from station.verify.answers.complete import check_complete
from station.verify.answers.follows import check_record
from station.verify.answers.form import Papers
from station.verify.bag import Bag
from station.verify.excerpt_seen import check_kept
from station.verify.excerpt_trust import check_signed, check_witnesses
from station.verify.log.chain import open_fully
from station.verify.log.source import LogSource
from station.verify.report import About, Fault, Finding, Report, conclude, note
from station.verify.scan import Progress
from station.verify.trust import NOTHING, Trust
from station.verify.words import words


def looks_like_answer(path: Path) -> bool:
    """Whether a path is a folder with an answer in it, so that `verify_answer` should judge it."""
    return (path / form.ANSWER).is_file()


def verify_answer(
    path: Path, trust: Trust = NOTHING, *, log: LogSource | None = None, progress: Progress | None = None
) -> Report:
    """Check the answer in a folder, and with `log`, the published log, that it leaves no entry of the case out.

    `progress` is told of entries of the log read and of all. Raises `NotABag` when the folder cannot be read; whatever else is
    wrong is in the report.
    """
    bag = Bag.open(path)
    contents = tuple(_check_contents(bag))
    try:
        papers = Papers.read(bag)
    except (VerificationError, UnknownKind, WrongShape) as error:
        text = words("The answer cannot be read, so nothing of it was checked. {error}", error=error)
        unread = conclude("answer", "", [Fault(text)])
        return Report(None, (*contents, *unread), key_checked=False, about=About.ANSWER)
    checkpoint = papers.answered_proof.checkpoint
    findings = (
        *contents,
        *check_signed(checkpoint, trust.keys, papers.keys),
        *_check_checkpoint(papers),
        *check_witnesses(checkpoint, trust.policy),
        *check_kept(checkpoint, trust.seen, papers.keys.verifiers),
        *_check_answered(papers),
        *_check_log(papers),
        *check_record(papers),
        *check_complete(papers, log, progress),
    )
    return Report(None, findings, bool(trust.keys), about=About.ANSWER)


def _check_contents(bag: Bag) -> Iterator[Finding]:
    return conclude("contents", words("The folder holds the files of an answer, and no other."), _contents_faults(bag))


def _contents_faults(bag: Bag) -> Iterator[Fault]:
    for file in sorted(set(form.FILES) - bag.sizes.keys()):
        yield Fault(words("{file} is missing.", file=file), {"file": file})
    for file in sorted({*bag.sizes, *bag.strange} - set(form.FILES)):
        yield Fault(words("{file} has no place in this answer.", file=file), {"file": file})


def _check_checkpoint(papers: Papers) -> Iterator[Finding]:
    passed = words(
        "The checkpoint of {size} entries is signed by {name}.", size=papers.stated.size, name=papers.stated.origin
    )
    return conclude("checkpoint", passed, _checkpoint_faults(papers))


def _checkpoint_faults(papers: Papers) -> Iterator[Fault]:
    open_fully(papers.answered_proof.checkpoint, papers.keys)  # raises what is wrong
    yield from ()


def _check_answered(papers: Papers) -> Iterator[Finding]:
    passed = words(
        "{document} and {answer} are those whose SHA-256 the station recorded as its answer to request {request}, with entry "
        "{index}, made at {utc} by its clock.",
        document=form.DOCUMENT,
        answer=form.ANSWER,
        request=papers.answer["request"]["request"],
        index=papers.answered.index,
        utc=papers.answered.at.utc,
    )
    return conclude("answer", passed, _answered_faults(papers))


def _answered_faults(papers: Papers) -> Iterator[Fault]:
    answered, answer = papers.answered, papers.answer
    if answered.kind != "court.answered":
        text = words("{file} is an entry of the kind {kind}, no answer.", file=form.ANSWERED, kind=answered.kind)
        yield Fault(text, {"file": form.ANSWERED})
        return
    yield from _digest_faults(form.ANSWER, papers.answer_bytes, answered.data["answer_sha256"])
    yield from _digest_faults(form.DOCUMENT, papers.document, answered.data["document_sha256"])
    text = words(
        "Whether {document} says what {answer} says is not checked here; where they differ, {answer} holds.",
        document=form.DOCUMENT,
        answer=form.ANSWER,
    )
    yield note(text)
    said = {"request": answer["request"]["request"], "size": answer["as_of"]["size"], "root": answer["as_of"]["root"]}
    for name, value in said.items():
        if answered.data[name] != value:
            text = words(
                "The entry of the answer has {field} {recorded}; the answer has {found}.",
                field=name,
                recorded=answered.data[name],
                found=value,
            )
            yield Fault(text, {"field": name})


def _digest_faults(file: str, data: bytes, recorded: str) -> Iterator[Fault]:
    found = hashlib.sha256(data).hexdigest()
    if found != recorded:
        text = words(
            "{file} was changed after the station recorded it: its SHA-256 is {found}, recorded is {recorded}.",
            file=file,
            found=found,
            recorded=recorded,
        )
        yield Fault(text, {"file": file, "found": found, "recorded": recorded})


def _check_log(papers: Papers) -> Iterator[Finding]:
    passed = words(
        "The entry of the answer and all {count} entries in {file} stand in the signed log, at their numbers.",
        count=len(papers.entries),
        file=form.ENTRIES,
    )
    return conclude("entries-in-log", passed, _log_faults(papers))


def _log_faults(papers: Papers) -> Iterator[Fault]:
    stated, proof = papers.stated, papers.answered_proof
    verify_inclusion(leaf_hash(papers.answered.encode()), proof.index, stated.size, proof.hashes, stated.root)
    leaves = {entry.index: leaf_hash(entry.encode()) for entry in papers.entries}
    multiproof.verify(leaves, stated.size, papers.proof.hashes, stated.root)
    proven = {}
    for each in papers.proof.earlier:
        verify_consistency(each.size, stated.size, each.root, stated.root, each.hashes)
        proven[each.size] = base64_text(each.root)
    answer = papers.answer
    if list(papers.proof.entries) != answer["entries"]:
        text = words(
            "{file} does not hold the entries that the answer rests on: one was left out or put in.", file=form.ENTRIES
        )
        yield Fault(text, {"file": form.ENTRIES})
    heads = [state for head in answer["heads"] for state in (head["before"], head["after"]) if state is not None]
    for state in (answer["as_of"], *heads):
        if proven.get(state["size"]) != state["root"]:
            text = words(
                "The answer says that the log had the root {root} at {size} entries; nothing proves it.",
                root=state["root"],
                size=state["size"],
            )
            yield Fault(text, {"size": state["size"]})
    if papers.entries and papers.entries[-1].index >= answer["as_of"]["size"]:
        yield Fault(words("It rests on entries that came after the moment of which it speaks."))
