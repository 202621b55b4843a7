"""Whether an answer follows from the entries in it: each figure is computed again, and each hash held against its entry."""

from collections.abc import Iterator
from typing import Any

from station.rules.kinds import withheld_fields
from station.rules.shapes import Data, is_commitment
from station.verify.answers import form
from station.verify.answers.form import Papers
from station.verify.answers.told import REQUESTED, request_told, told
from station.verify.report import Fault, Finding, conclude, note
from station.verify.words import words

MOST = 12  # differences named one by one; whoever forged one thing need not read of a thousand


def check_record(papers: Papers) -> Iterator[Finding]:
    """Check the openings, the request, all figures, and the lines about files."""
    passed = words("Every withheld value in {file} is the one that an entry commits to.", file=form.OPENINGS)
    yield from conclude("openings", passed, _opening_faults(papers))
    try:
        found = _computed(papers)
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        # entries that no station recorded one after the other
        text = words("The entries contradict each other, so that nothing follows from them: {error}", error=repr(error))
        yield from conclude("figures", "", [Fault(text)])
        return
    if found is None:
        yield from conclude("figures", "", [Fault(words("The entry of the request is not among the entries."))])
        return
    passed = words("The request is the one that was recorded, and every figure follows from the entries.")
    yield from conclude("figures", passed, _figure_faults(papers.answer, found))
    passed = words("The hashes of the recordings are those of their entries.")
    yield from conclude("recordings", passed, _file_faults(papers.answer["files"], found["record"]["sessions"]))


def _computed(papers: Papers) -> Data | None:
    """What the entries give as `request` and `record`; None where the request's own entry is not there."""
    requested = next((each for each in papers.entries if each.kind == REQUESTED), None)
    if requested is None:
        return None
    asked = papers.answer["request"]
    return {"request": request_told(requested, papers.opened), "record": told(papers.entries, papers.opened, asked)}


def _opening_faults(papers: Papers) -> Iterator[Fault]:
    known = {
        entry.data[name]["commitment"]
        for entry in papers.entries
        for name in withheld_fields(entry.kind)
        if is_commitment(entry.data[name])
    }
    for each in papers.openings:
        if each.commitment not in known:
            text = words(
                "{file} opens {commitment}, which no entry has.", file=form.OPENINGS, commitment=each.commitment
            )
            yield Fault(text, {"commitment": each.commitment})


def _figure_faults(answer: Data, computed: Data) -> Iterator[Fault]:
    pairs = [(part, answer[part], computed[part]) for part in computed]
    for number, (path, stated, found) in enumerate(_differences(pairs)):
        if number == MOST:
            yield Fault(words("and more of this sort."))
            return
        text = words(
            "{path}: the answer says {stated}, the entries give {found}.",
            path=path,
            stated=_short(stated),
            found=_short(found),
        )
        yield Fault(text, {"path": path, "stated": stated, "found": found})
    if [each["session"] for each in answer["heads"]] != [each["session"] for each in computed["record"]["sessions"]]:
        yield Fault(words("The answer does not give the log's state before and after each of the sessions."))


def _differences(pairs: list[tuple[str, Any, Any]]) -> Iterator[tuple[str, Any, Any]]:
    """Yield the innermost places at which two JSON values differ; a number is never equal to true or false."""
    for path, stated, found in pairs:
        if isinstance(stated, dict) and isinstance(found, dict) and stated.keys() == found.keys():
            yield from _differences([(f"{path}.{name}", stated[name], found[name]) for name in found])
        elif isinstance(stated, list) and isinstance(found, list) and len(stated) == len(found):
            inner = zip(stated, found, strict=True)
            yield from _differences([(f"{path}[{number}]", *each) for number, each in enumerate(inner)])
        elif type(stated) is not type(found) or stated != found:
            yield path, stated, found


def _file_faults(files: list[Data], sessions: list[Data]) -> Iterator[Fault]:
    recorded = {each["recording"]: each for session in sessions for each in session["recordings"]}
    if [each["recording"] for each in files] != list(recorded):
        yield Fault(words("The files hashed for the answer are not the recordings that it names."))
        return
    for each in files:
        yield from _one_file(each, recorded[each["recording"]])


def _one_file(each: Data, recorded: Data) -> Iterator[Fault]:
    name, sha256 = each["file"], recorded["sha256"]
    agree = each["found"] is not None and each["found"]["sha256"] == sha256
    copied = each["copy"] is None or each["copy"]["matches"] == (each["copy"]["sha256"] == sha256)
    if (name, each["recorded_sha256"]) != (recorded["file"], sha256) or each["matches"] != agree or not copied:
        text = words(
            "{file}: the answer's line about its hash is not true; recorded is {recorded}.",
            file=name,
            recorded=sha256 or "-",
        )
        yield Fault(text, {"file": name})
    elif not agree:
        text = words(
            "{file} was NOT, when the answer was made, the file whose SHA-256 was recorded: {trouble}",
            file=name,
            trouble=each["trouble"] or "-",
        )
        yield note(text, file=name)
    elif each["copy"] is not None and not each["copy"]["matches"]:
        yield note(words("The copy {file} is not the recorded film.", file=each["copy"]["file"]), file=name)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
