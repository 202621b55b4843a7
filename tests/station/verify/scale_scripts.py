"""Scripts of sessions in which the scale's entries are otherwise, and what a report says of them."""

from station.verify.report import Verdict
from tests.scales import rebound


def failed(report):
    """The checks that failed, in order, each once."""
    return list(dict.fromkeys(each.check for each in report.failures))


def told(report, check, verdict=Verdict.FAIL):
    """The words of a check's findings."""
    return " ".join(str(each.text) for each in report.findings if (each.check, each.verdict) == (check, verdict))


def noted(report, check):
    """The words of a check's notes."""
    return told(report, check, Verdict.NOTE)


def of(kind, change, **which):
    """A script's facts in which the entries of a kind, with these data, are changed; `change` of None drops them."""

    def facts(each, data):
        if each != kind or not which.items() <= data.items():
            return data
        return None if change is None else data | change

    return facts


def everywhere(**change):
    """A script's facts of another instrument from the first entry to the last."""

    def facts(_kind, data):
        return rebound(new) if "bound_mg" in (new := data | _of_scale(data, change)) else new

    return facts


def _of_scale(data, change):
    return {"scale": data["scale"] | change} if "scale" in data else {}
