"""What a check of a log found, as tests ask for it."""

from station.verify.report import Verdict


def failed(report):
    """The checks that failed."""
    return {each.check for each in report.failures}


def only(report, check):
    """The one failure of a report, which must be of this check."""
    assert failed(report) == {check}
    (failure,) = report.failures
    return failure


def texts(report, verdict=Verdict.FAIL):
    """All that a report says of a sort."""
    return " ".join(str(each.text) for each in report.findings if each.verdict is verdict)
