"""Facts and scripts of sessions in which the goods, or what papers claim of them, are otherwise."""

from station.verify.report import Verdict


def passed(report, check):
    """Whether a check passed as a whole."""
    return next(each.verdict for each in report.findings if each.check == check) is Verdict.PASS


def together(*scripts):
    """Facts changed by one script after the other; what one of them drops stays dropped."""

    def facts(kind, data):
        for script in scripts:
            data = script(kind, data) if data is not None else None
        return data

    return facts


def whole(kind, change, **which):
    """Facts in which what is stated in the entries of a kind, with these data, is replaced; nested amounts are kept."""

    def facts(each, data):
        if each != kind or not which.items() <= data.items():
            return data
        return data | {
            name: data[name] | new if isinstance(new, dict) and isinstance(data[name], dict) else new
            for name, new in change.items()
        }

    return facts


def one_burned(kind, data):
    """Only K1 is charged; K2 must be set aside, or found missing, by the script itself."""
    if kind == "furnace.charged":
        return data | {"packages": ["K1"], "mass_mg": 5_000_000}
    if kind == "session.closed":
        return data | {"packages_burned": 1, "packages_set_aside": 2, "burned_mg": 5_000_000}
    return data


def holding(since, until, **otherwise):
    """A claim of who held consignment C1 in November 2026; days and hours as `21T10`."""
    hours = {"since": f"2026-11-{since}:00:00Z", "until": until and f"2026-11-{until}:00:00Z"}
    return {
        "consignment": "C1",
        "package": None,
        "giver": "name one",
        "holder": "name two",
        "role": "storekeeper",
        "place": "store 4",
        "why": "kept until the burning",
        "seal": None,
        "seal_reason": None,
        "gross_mg": None,
    } | hours | otherwise  # fmt: skip


def claims(*holdings):
    """These claims as further facts of a script, right after the packages are registered."""
    return tuple((2.5 + number / 100, "custody.claimed", each) for number, each in enumerate(holdings))
