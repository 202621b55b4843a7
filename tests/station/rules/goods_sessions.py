"""Sessions of the rules' tests about goods: a quorum of three, a camera that films, a list, and the facts that they take."""

from station.rules.session import Session
from tests.goods import CONDITIONS, consignment, package, sample, shown
from tests.scales import INSTRUMENT, weighed
from tests.station.rules.scale_sessions import take

SESSION = "S20261121-01"
ROLES = {"P1": "police", "P2": "prosecutor", "P3": "media"}
QUORUM = [["police"], ["prosecutor", "judiciary"], ["media"]]
OPEN_BATCH = ("batch.opened", {"batch": "B1"})
LOST = ("camera.lost", {"camera": "cam"})


def session_with(packages=("K1", "K2"), conditions=None, **papers):
    """A session with one consignment (and these papers of it), its kept sample, and packages K with seals Z."""
    session = Session(session=SESSION)
    opened = {"seats": list(ROLES.values()), "quorum": QUORUM, "scale": INSTRUMENT, "check_weights": []}
    opened |= {"cameras": [{"camera": "cam", "view": "v", "way": "encoded"}]}
    opened |= {"conditions": CONDITIONS | (conditions or {})}
    take(
        session,
        ("session.opened", opened),
        ("recording.started", {"recording": "r", "device": "cam"}),
        *(("person.joined", {"person": who, "role": role}) for who, role in ROLES.items()),
        ("consignment.registered", consignment("C1", **papers)),
        ("sample.kept", sample("A1", "C1")),
        *(registered(number) for number in packages),
    )
    return session


def registered(number, seal=None, **papers):
    """A package comes on the list; K1 has the seal Z1."""
    return "package.registered", package(number, seal or number.replace("K", "Z"), **papers)


def presented(number, seal=None, **otherwise):
    """A package is shown to the camera with the seal on its paper, intact unless told otherwise."""
    return "package.presented", shown(number, seal or number.replace("K", "Z"), **otherwise)


def weighing(number, grams, batch="B1", **otherwise):
    """A package is on the scale; the weighing has the number 1 unless told otherwise."""
    return "weighing.recorded", weighed(grams, package=number, batch=batch, **{"weighing": 1} | otherwise)


def set_aside(number):
    """A package is kept from the fire."""
    return "package.set_aside", {"package": number, "reason": "as seen"}


def decided(number, decision="burn", persons=("P1", "P2", "P3"), reason="looked at by all"):
    """People decide about a package."""
    return "package.decided", {
        "package": number,
        "decision": decision,
        "persons": list(persons),
        "reason": reason,
    }


def charge(*packages, mass_mg, batch="B1"):
    """What was weighed enters the furnace."""
    return "furnace.charged", {"batch": batch, "packages": list(packages), "mass_mg": mass_mg}


def drawn(*packages, allowed=0, draw="D1", consignment="C1"):
    """A draw that fell on these packages."""
    opened = {"draw": draw, "consignment": consignment, "allowed": allowed, "size": len(packages)}
    return ("draw.opened", opened), ("draw.made", {"draw": draw, "drawn": list(packages)})


def kit_says(number, result, **otherwise):
    """A package is tested before the witnesses."""
    kit = {"kit": "reagent", "lot": "L-7", "expires": "2027-06-30", "person": "P3", "used_mg": 0}
    return "test.recorded", {"test": "T1", "draw": None, "package": number, "result": result} | kit | otherwise
