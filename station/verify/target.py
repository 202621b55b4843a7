"""What there is to verify, and how: the one place that decides it, for every command line.

A folder with `bagit.txt` is a bag whatever else lies in it, so that nothing added to a bag can have it judged more mildly.
"""

from pathlib import Path

from station.verify.excerpt import looks_like_excerpt, verify_excerpt
from station.verify.excerpt_entry import verify_entry
from station.verify.log import FolderSource, HttpSource, looks_like_log, verify_log
from station.verify.report import Report
from station.verify.scan import Progress
from station.verify.trust import NOTHING, Trust
from station.verify.verify import verify_bag

PROOF = ".tlog-proof"
_WEB = ("http://", "https://")


def verify_target(target: str, trust: Trust = NOTHING, progress: Progress | None = None) -> Report:
    """Check a bag, an excerpt, an entry's `.tlog-proof`, or a published log in a folder or on the web.

    `progress` is told how much of how much is done, in bytes or, of a log, in entries. Raises `VerificationError` when there is
    nothing to read; whatever else is wrong is in the report.
    """
    if target.startswith(_WEB):
        return verify_log(HttpSource.find(target), trust, progress)
    path = Path(target)
    if path.suffix == PROOF:
        return verify_entry(path.with_suffix(".json"), path, trusted_keys=trust.keys, policy=trust.policy)
    if not (path / "bagit.txt").exists():
        if looks_like_excerpt(path):
            return verify_excerpt(path, trusted_keys=trust.keys, policy=trust.policy, progress=progress)
        if looks_like_log(path):
            return verify_log(FolderSource(path), trust, progress)
    return verify_bag(path, trust, progress)
