"""Sessions with everything that an act tells of goods: papers, custody, samples, a draw with tests, doubts, decisions, images."""

import hashlib

import cv2
import numpy as np

from station.profiles import shipped
from station.rules.sampling import commit, in_order, joint_seed, select
from tests.draws import EXPIRES, secret_of
from tests.goods import NOTHING, consignment, package, sample
from tests.sessions import SESSION, Script, make_session
from tests.station.act.conftest import export
from tests.station.verify.goods_scripts import claims, holding, together, whole

PEOPLE = ("P1", "P2")
PACKAGES = ("K1", "K2", "K3")
SIZE = 2
OPINION = {"number": "77-2", "date": "2026-10-02", "result": "cannabis", "purity_permille": 120, "used_mg": 1_000}
# 15 kg net were seized; less 1 g of analysis and 20 g of sample, 14.979 kg should come.
PAPERS = {
    "stated": {"gross_mg": 15_300_000, "net_mg": 15_000_000, "count": 3},
    "opinions": [OPINION],
}
LAST = {"gross_mg": 5_000_500, "bound_mg": 1_000, "source": "store act 9"}
HOLDINGS = (
    holding("01T10", "05T10", seal="Z0", gross_mg=15_400_000),
    holding("10T10", "19T10", seal="Z9", seal_reason="opened for the analysis", gross_mg=15_300_000),
    holding("18T10", None),
)


def profiled(code):
    """Facts of a session under one of the profiles that the program brings along."""
    return whole("session.opened", {"profile": {"code": code, "sha256": shipped(code).sha256}})


def counted(**totals):
    """Facts of a session that closes with other totals."""
    return whole("session.closed", totals)


def drawn():
    """The packages that the secrets of both people give."""
    commitments = {who: commit(SESSION, "D1", who, secret_of(who)) for who in PEOPLE}
    seed = joint_seed(SESSION, "D1", commitments, {who: secret_of(who) for who in PEOPLE})
    return seed.hex(), list(select(seed, in_order(PACKAGES), SIZE))


def draw(*results):
    """A draw of two of the three packages before anything is weighed, and what the tests say of them, in the order drawn."""
    plan = {"plan": "hypergeometric", "share": "1/2", "confidence": "19/20", "allowed": 0}
    yield 2.6, "list.closed", {"consignment": "C1", "packages": len(PACKAGES)}
    yield 2.61, "draw.opened", {"draw": "D1", "consignment": "C1", "packages": len(PACKAGES), "size": SIZE, **plan}
    for at, who in enumerate(PEOPLE):
        committed = commit(SESSION, "D1", who, secret_of(who))
        yield 2.62 + at / 100, "draw.committed", {"draw": "D1", "person": who, "commitment": committed}
    yield 2.64, "draw.closed", {"draw": "D1", "persons": list(PEOPLE)}
    for at, who in enumerate(PEOPLE):
        yield 2.65 + at / 100, "draw.revealed", {"draw": "D1", "person": who, "secret": secret_of(who)}
    seed, fell_on = drawn()
    yield 2.67, "draw.made", {"draw": "D1", "seed": seed, "withheld": [], "drawn": fell_on}
    kit = {"kit": "reagent 4", "lot": "L-7", "expires": EXPIRES, "person": "P1", "used_mg": 20, "draw": "D1"}
    for number, (package_, result) in enumerate(zip(fell_on, results, strict=True), 1):
        yield 2.7 + number / 100, "test.recorded", kit | {"test": f"T{number}", "package": package_, "result": result}


def another_case():
    """A second consignment: of another case, liquid, with one package that is not there."""
    yield (
        2.02,
        "consignment.registered",
        consignment(
            "C2",
            case="26-2",
            form="liquid",
            fresh=False,
            substance="acetic anhydride",
            stated=NOTHING | {"millilitres": 12_500},
        ),
    )
    yield (
        2.45,
        "package.registered",
        package("K9", "Z-9", consignment="C2", description="canister", stated=NOTHING | {"millilitres": 12_500}),
    )
    yield 2.8, "package.missing", {"package": "K9", "reason": "not on the cart"}


def refusal():
    """A seal that somebody tried a second time."""
    before = {"session": "S20261001-01", "package": "K77"}
    yield 2.9, "number.refused", {"what": "seal", "number": "Z-77", "before": before}


def decision():
    """People look at the package that was set aside, and keep it."""
    kept = {"package": "K3", "decision": "keep", "persons": list(PEOPLE), "reason": "the seal is torn"}
    yield 19.1, "package.decided", kept


def nothing_burned(kind, data):
    """Facts of a session whose only batch is called off, see `kept_from_the_fire`."""
    if kind in {"furnace.charged", "burn.started", "batch.ended"}:
        return None
    if kind == "weighing.recorded" and data["purpose"] == "residue":
        return None
    if kind == "session.closed":
        return data | {"packages_burned": 0, "packages_set_aside": 3, "burned_mg": 0, "residue_mg": None}
    return data


def kept_from_the_fire(reason):
    """K1 and K2 are set aside after their weighing, and the batch is called off."""
    aside = tuple((10.76, "package.set_aside", {"package": each, "reason": reason}) for each in ("K1", "K2"))
    return (*aside, (10.9, "batch.cancelled", {"batch": "B1", "reason": "nothing may burn"}))


def whole_day(profile="KZ", results=("as_declared", "as_declared")):
    """The script of a session with all of it."""
    seals = {"seal_at_seizure": "Z0", "seal_in_store": "Z1", "case_package": "3", "last": LAST}
    facts = together(
        profiled(profile),
        whole("consignment.registered", PAPERS, consignment="C1"),
        whole("package.registered", seals | {"stated": {"net_mg": 4_900_000}}, package="K1"),
        whole("package.registered", {"stated": {"net_mg": 5_000_000}}, package="K2"),
        counted(packages_missing=1),
    )
    second = sample("B1", "C1", which="B", package="K2", seen=True, mass_mg=900, seal="S-B", source="taken here")
    more = (*claims(*HOLDINGS), *draw(*results), *another_case(), *refusal(), *decision(), (2.5, "sample.kept", second))
    return Script(facts=facts, more=more)


def photo(width=1280, height=720):
    """A JPEG that could be of a package."""
    row = np.linspace(40, 220, width, dtype=np.uint8)
    picture = np.repeat(row[np.newaxis, :, np.newaxis], height, axis=0).repeat(3, axis=2)
    return cv2.imencode(".jpg", picture)[1].tobytes()


def bag_with_image(folder, image, **script):
    """The bag of a session in which this image of K1 was sealed and stored."""
    sealed = {"sha256": hashlib.sha256(image).hexdigest(), "bytes": len(image)}
    made = make_session(folder, Script(facts=whole("image.cut", sealed, package="K1"), **script))
    cut = next(each.data for each in made.entries if each.kind == "image.cut" and each.data["package"] == "K1")
    (made.recordings / cut["file"]).write_bytes(image)
    return export(made, folder / "bag")
