"""Whether an answer leaves anything out: it is held against the published log, which has every entry there is.

Whoever answers chooses what to enclose; the log does not. Limit: a consignment whose case number is withheld, and not opened in
the answer, may be of the case; the log shows how many of those there are, and not of which case.
"""

from collections.abc import Iterator
from itertools import islice

from station.formats.entry import Entry
from station.rules.kinds import check_data
from station.rules.shapes import is_commitment
from station.verify.answers import form
from station.verify.answers.form import Papers
from station.verify.answers.telling import Telling, of_case
from station.verify.log.progress import read_progress
from station.verify.log.reader import LogReader
from station.verify.log.source import LogSource
from station.verify.report import Fault, Finding, Verdict, conclude, note
from station.verify.scan import Progress
from station.verify.words import words

SHOWN = 10  # of entries left out; the details name all


def check_complete(papers: Papers, log: LogSource | None, progress: Progress | None) -> Iterator[Finding]:
    """Hold the answer against the published log, or say that nobody did."""
    if log is None:
        text = words(
            "Whether the answer leaves out entries of the case was not checked: give the published log with --log."
        )
        return iter([Finding("complete", Verdict.NOTE, text)])
    passed = words(
        "The first {size} entries of the published log tell nothing else of the case and of its sessions.",
        size=papers.answer["as_of"]["size"],
    )
    return conclude("complete", passed, _faults(papers, log, progress))


def _faults(papers: Papers, log: LogSource, progress: Progress | None) -> Iterator[Fault]:
    reader = LogReader.open(log, papers.keys.verifiers)
    reader.consistency(papers.stated)
    size = papers.answer["as_of"]["size"]
    telling = Telling()
    for index, body in enumerate(reader.bodies(0, size)):
        if read_progress(index, body) is None:
            entry = Entry.decode(index, body)
            check_data(entry.kind, entry.data)
            telling.take(entry)
        if progress is not None:
            progress(index + 1, size)
    case = papers.answer["request"]["case"]
    consignments = of_case(telling.cases.values(), papers.opened, case)
    expected = telling.chosen(consignments) | {telling.requests.get(papers.answer["request"]["request"], -1)}
    left_out = sorted(expected - {entry.index for entry in papers.entries})
    if left_out:
        text = words(
            "The answer leaves out {count} entries that tell of the case or of its sessions: {entries}.",
            count=len(left_out),
            entries=", ".join(map(str, islice(left_out, SHOWN))),
        )
        yield Fault(text, {"entries": left_out})
    yield from _withheld(papers, telling)


def _withheld(papers: Papers, telling: Telling) -> Iterator[Fault]:
    closed = [
        value
        for _, value in telling.cases.values()
        if is_commitment(value) and value["commitment"] not in papers.opened
    ]
    if len(closed) != papers.answer["consignments_withheld"]:
        text = words(
            "The answer says that {stated} registrations of consignments bear case numbers that it does not open; the log has "
            "{found}.",
            stated=papers.answer["consignments_withheld"],
            found=len(closed),
        )
        yield Fault(text, {"found": len(closed)})
    elif closed:
        text = words(
            "The log has {count} registrations of consignments whose case numbers are withheld and not opened in {file}: "
            "whether one is of this case, only who holds their openings can tell.",
            count=len(closed),
            file=form.OPENINGS,
        )
        yield note(text, count=len(closed))
