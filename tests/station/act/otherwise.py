"""Facts of sessions that went otherwise, for `Script(facts=...)`, and what their act says."""

from station.act import build_act
from tests.scales import rebound
from tests.station.act.reading import flat

NAMING_THE_SCALE = ("session.opened", "weighing.recorded", "scale.connected")


def altered(*kinds, **changes):
    """Facts of a session whose scale is otherwise, in every entry that names it, or in those of these kinds."""

    def facts(kind, data):
        if kind not in (kinds or NAMING_THE_SCALE):
            return data
        told = data | {"scale": data["scale"] | changes}
        return rebound(told) if kind == "weighing.recorded" else told

    return facts


def on(kind, **changes):
    """Facts of a session in which each entry of a kind is otherwise."""
    return lambda found, data: data | changes if found == kind else data


def of_package(package, **changes):
    """Facts of a session in which one package's weighing is otherwise."""

    def facts(kind, data):
        if kind == "weighing.recorded" and data["package"] == package:
            return rebound(data | changes)
        return data

    return facts


def said(bag, language="en"):
    """The act in one line."""
    return flat(build_act(bag, language))
