"""What there is to verify, and how: the one place that decides it, for every command line.

A folder with anything of a bag in it is a bag, whatever else lies there or is missing: nothing added to a bag, and nothing
taken from it, can have it judged more mildly.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from station.verify import layout
from station.verify.answers.check import looks_like_answer, verify_answer
from station.verify.excerpt import looks_like_excerpt, verify_excerpt
from station.verify.excerpt_entry import verify_entry
from station.verify.log import FolderSource, HttpSource, looks_like_log, verify_log
from station.verify.log.folder import check_folder
from station.verify.report import Finding, Report, Verdict
from station.verify.scan import Progress
from station.verify.trust import NOTHING, Trust
from station.verify.verify import verify_bag
from station.verify.words import words

PROOF = ".tlog-proof"
_WEB = ("http://", "https://")
_BAGS_OWN = ("data", layout.DECLARATION, layout.INFO, layout.MANIFEST, layout.TAG_MANIFEST)


def verify_target(target: str, trust: Trust = NOTHING, progress: Progress | None = None) -> Report:
    """Check a bag, an excerpt, an answer to a court, an entry's `.tlog-proof`, or a published log in a folder or on the web.

    `progress` is told of how much of how much is done, in bytes or, of a log, in entries. Raises `VerificationError` when
    there is nothing to read; whatever else is wrong is in the report.
    """
    if target.startswith(_WEB):
        return _with_unused(verify_log(HttpSource.find(target), trust, progress), trust)
    path = Path(target)
    if path.suffix == PROOF and not path.is_dir():
        report = verify_entry(
            path.with_suffix(".json"), path, trusted_keys=trust.keys, policy=trust.policy, seen=trust.seen
        )
        return _with_unused(report, trust)
    a_bag = any(os.path.lexists(path / each) for each in _BAGS_OWN)
    found = None if a_bag else _verify_other(path, trust, progress)
    return verify_bag(path, trust, progress) if found is None else _with_unused(found, trust)


def _verify_other(path: Path, trust: Trust, progress: Progress | None) -> Report | None:
    """Check a folder that is no bag; None when nothing in it says what else it may be."""
    if looks_like_excerpt(path):
        return verify_excerpt(path, trusted_keys=trust.keys, policy=trust.policy, seen=trust.seen, progress=progress)
    if looks_like_answer(path):
        return verify_answer(path, trust)
    if looks_like_log(path):
        contents = tuple(check_folder(path))
        report = verify_log(FolderSource(path), trust, progress)
        return replace(report, findings=(*contents, *report.findings))
    return None


def _with_unused(report: Report, trust: Trust) -> Report:
    return replace(report, findings=(*report.findings, *_unused(trust)))


def _unused(trust: Trust) -> Iterator[Finding]:
    """Say what the reader brought along in vain: he must not believe that it was held against anything."""
    if trust.authorities:
        text = words("The certificates of time authorities were not used: only a bag holds time-stamp tokens.")
        yield Finding("time", Verdict.NOTE, text)
