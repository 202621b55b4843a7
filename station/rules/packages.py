"""What a move asks of the goods: numbers used once, seals shown, masses without doubt before anything enters the furnace.

Each function yields, in plain words, what is missing. The table that says when each is asked is `station.rules.moves`.
"""

from collections.abc import Iterator

from station.rules.doubts import untested
from station.rules.goods import NOT_BURNED, Decision, Fate, Form, Package, SealState
from station.rules.numbers import same_number, skeleton
from station.rules.room import this_batch
from station.rules.scale import scale_checked
from station.rules.session import Session, Stage
from station.rules.shapes import Data

SAMPLES = ("A", "B")
MASSES = ("gross_mg", "net_mg")
LAST_WITHIN = 50  # a lawful scale errs by less than 2 % at any load that it may weigh; more would hide any loss


def new_consignment(session: Session, data: Data) -> Iterator[str]:
    """A consignment is registered once, in a form that the rule for masses knows."""
    for known in session.consignments:
        if same_number(known, data["consignment"]):
            yield f"another number: consignment {known} is already registered"
    if data["form"] not in set(Form):
        yield f"a form, {', '.join(Form)}: {data['form']!r} is none of them"
    if data["fresh"] and data["form"] != Form.PLANT:
        yield f"fresh goods to be plants: {data['form']} does not dry"


def known_consignment(session: Session, data: Data) -> Iterator[str]:
    """What is told of a consignment comes after its registration."""
    if data["consignment"] not in session.consignments:
        yield f"consignment {data['consignment']} to be registered first"
    package = data["package"]
    if package is not None and package not in session.packages:
        yield f"package {package} to be registered first"
    elif package is not None and session.packages[package].consignment != data["consignment"]:
        yield f"a package of consignment {data['consignment']}: {package} is of another"


def new_package(session: Session, data: Data) -> Iterator[str]:
    """Numbers and seals are used once, and a closed list stays closed."""
    known = session.numbers.get(skeleton(data["package"]))
    if known is not None:
        yield f"another number: package {known} is already registered"
    yield from _seal_free(session, data["seal"], data["sample"])
    yield from _once_burned(session, data)
    yield from _same_consignment(session, data)
    consignment = session.consignments.get(data["consignment"])
    if consignment is None:
        yield f"consignment {data['consignment']} to be registered first"
    elif consignment.closed:
        yield f"a consignment whose list is open: that of {consignment.number} is closed"
    last = data["last"]
    if last is not None and (last["bound_mg"] or 0) * LAST_WITHIN > last["gross_mg"]:
        yield f"a limit of the last weighing of at most 1/{LAST_WITHIN} of its mass"
    if data["case_package"] is not None:
        numbered = data["consignment"], skeleton(data["case_package"])
        if numbered in session.case_packages:
            yield f"another number within the case: {data['case_package']} is used already"


def _seal_free(session: Session, seal: str, own: str | None = None) -> Iterator[str]:
    """A seal is on one thing: `own` is the sample that it is known to be on."""
    package = session.packages.get(session.seals.get(skeleton(seal), ""))
    # a package that was not burned may be registered again under another number; what spoke against it stays with it
    if package is not None and package.fate not in NOT_BURNED:
        yield f"another seal: seal {seal} is on package {package.number}"
    for sample, used in session.samples.items():
        if used == skeleton(seal) and sample != own:
            yield f"another seal: seal {seal} is on sample {sample}"


def _once_burned(session: Session, data: Data) -> Iterator[str]:
    """A kept sample comes to be burned under its seal, and once."""
    sample = data["sample"]
    if sample is None:
        return
    if session.samples.get(sample, skeleton(data["seal"])) != skeleton(data["seal"]):
        yield f"the seal under which sample {sample} was kept"
    for package in session.packages.values():
        if package.sample == sample and package.fate not in NOT_BURNED:
            yield f"another sample: {sample} is package {package.number}"


def _same_consignment(session: Session, data: Data) -> Iterator[str]:
    """What comes again, under whatever number, is still of the consignment that it was of."""
    for name in ("seal", "seal_at_seizure", "seal_in_store"):
        known = session.packages.get(session.seals.get(skeleton(data[name] or ""), ""))
        if known is not None and known.consignment != data["consignment"]:
            yield f"consignment {known.consignment}, of which package {known.number} with this seal is"


def sample_new(session: Session, data: Data) -> Iterator[str]:
    """A sample has a number and a seal of its own, and what is taken here is taken before the weighing."""
    if any(skeleton(known) == skeleton(data["sample"]) for known in session.samples):
        yield f"another number: sample {data['sample']} is already recorded"
    yield from _seal_free(session, data["seal"])
    if data["which"] not in SAMPLES:
        yield f"a sample A or B: {data['which']!r} is neither"
    if data["mass_mg"] <= 0:
        yield "a mass above zero"
    if data["seen"]:
        yield from (f"camera {camera} to film" for camera in session.not_filming())
        if data["package"] is not None:
            yield from _present_still(session, data["package"])
    yield from can_be_taken(session, data["package"], data["mass_mg"])


def can_be_taken(session: Session, number: str | None, taken_mg: int) -> Iterator[str]:
    """Nobody takes more from a package than it is said to hold."""
    package = session.packages.get(number or "")
    if package is None:
        return
    held_mg = max(
        (mass for name, mass in package.reference.items() if name in MASSES and mass is not None), default=None
    )
    if held_mg is not None and package.taken_mg + taken_mg > held_mg:
        yield f"no more than the {held_mg} mg that package {package.number} is said to hold"


def list_complete(session: Session, data: Data) -> Iterator[str]:
    """A list is closed once, with as many packages as it holds."""
    consignment = session.consignments.get(data["consignment"])
    if consignment is None:
        yield f"consignment {data['consignment']} to be registered first"
        return
    if consignment.closed:
        yield f"an open list: that of {consignment.number} is closed"
    count = len(session.of_consignment(consignment.number))
    if data["packages"] != count:
        yield f"packages to be {count}, as the entries say"


def still_here(session: Session, data: Data) -> Iterator[str]:
    """The package is neither burned nor set aside nor missing."""
    package = session.packages.get(data["package"])
    if package is None:
        yield f"package {data['package']} to be registered first"
    elif package.fate not in {Fate.REGISTERED, Fate.WEIGHED}:
        yield f"a package that is still here: {package.number} is {package.fate}"


def not_yet_weighed(session: Session, data: Data) -> Iterator[str]:
    """The package stands on the list and not yet in a batch."""
    yield from _present_still(session, data["package"])


def _present_still(session: Session, number: str) -> Iterator[str]:
    package = session.packages.get(number)
    if package is None:
        yield f"package {number} to be registered first"
    elif package.fate is not Fate.REGISTERED:
        yield f"a package that is still here and not yet weighed: {number} is {package.fate}"


def seal_described(session: Session, data: Data) -> Iterator[str]:
    """What is shown to the cameras is told with it."""
    del session
    if data["seal_state"] not in set(SealState):
        yield f"a state of the seal, {', '.join(SealState)}: {data['seal_state']!r} is none of them"
    elif (data["seal"] is None) != (data["seal_state"] == SealState.MISSING):
        yield "the seal as read, or the word that it is missing"


def decidable(session: Session, data: Data) -> Iterator[str]:
    """Those present decide together, about a package that was kept from the fire or is in doubt."""
    package = session.packages.get(data["package"])
    if package is None:
        yield f"package {data['package']} to be registered first"
    elif not (package.fate is Fate.SET_ASIDE or (package.fate is Fate.REGISTERED and session.doubts(package))):
        yield f"a package set aside or in doubt: {package.number} is {package.fate}"
    elif data["decision"] == Decision.BURN and session.seals[skeleton(package.seal)] != package.number:
        yield f"a package under its newest number: {package.number} was registered again with the same seal"
    if len(set(data["persons"])) != len(data["persons"]):
        yield "each person once"
    if data["decision"] not in set(Decision):
        yield f"a decision, {' or '.join(Decision)}: {data['decision']!r} is neither"
    for person in data["persons"]:
        if person not in session.people:
            yield f"people who are present: {person} is not"
    roles = {session.people.get(person) for person in data["persons"]}
    for group in session.quorum:
        if roles.isdisjoint(group):
            yield f"{' or '.join(group)} to decide with the others"


def something_to_burn(session: Session, data: Data) -> Iterator[str]:
    """A batch is opened for something, under a number of its own."""
    if not session.of_fate(Fate.REGISTERED):
        yield "a registered package that is not yet burned or set aside"
    if data["batch"] in session.batches_begun:
        yield f"another number: batch {data['batch']} has already been opened"


def package_weighable(session: Session, data: Data) -> Iterator[str]:
    """A package is weighed in its batch, after it was shown, and when its consignment is ready for the fire."""
    if session.stage is not Stage.WEIGHING:
        yield "a batch to be opened first"
        return
    yield from this_batch(session, data)
    yield from scale_checked(session, data)  # the scale may be another one than when the batch was opened
    yield from still_here(session, data)
    package = session.packages.get(data["package"])
    if package is not None:
        if not package.presented:
            yield f"package {package.number} and its seal to be shown to the cameras"
        if package.sample is None:
            yield from _consignment_ready(session, package.consignment)
            yield from _drawn_as_asked(session, package)
        yield from correction_named(package.weighing, f"package {package.number}", data)


def _consignment_ready(session: Session, number: str) -> Iterator[str]:
    """What the profile asks before anything of a consignment burns, and what a draw has begun."""
    consignment, asked = session.consignments[number], session.conditions
    if asked["opinion"] and not consignment.opinions:
        yield f"the expert opinion on consignment {number}: it was registered without one"
    if asked["sample"] and not consignment.samples:
        yield f"a sample of consignment {number} to be kept and sealed first"
    for draw in session.draws_of(number):
        if draw.drawn is None:
            yield f"draw {draw.number} of consignment {number} to be made"
        for package in untested(session, draw):
            yield f"package {package} to be tested: draw {draw.number} fell on it"


def _drawn_as_asked(session: Session, package: Package) -> Iterator[str]:
    """Where the rules ask for a draw, it is made of a closed list, and could have fallen on every package that burns."""
    asked, consignment = session.conditions["draw"], session.consignments[package.consignment]
    if asked is None:
        return
    if not consignment.closed:
        yield f"the list of consignment {consignment.number} to be closed first"
        return
    many = len(session.of_consignment(consignment.number)) >= asked["least_packages"]
    # a consignment that comes in parts is as large as all of them
    if (many or consignment.continues) and not session.drawn_from(package):
        yield f"a draw of consignment {consignment.number} that can fall on package {package.number}"


def correction_named(known: int | None, what: str, data: Data) -> Iterator[str]:
    """A second weighing says which one it corrects."""
    if data["corrects"] != known and known is not None:
        yield f"this weighing to say that it corrects weighing {known}: {what} has been weighed"
    elif data["corrects"] != known:
        yield f"nothing to be corrected: {what} has not been weighed before"


def charge_weighed(session: Session, data: Data) -> Iterator[str]:
    """Exactly what was weighed enters the furnace, and nothing that is in doubt."""
    weighed = session.of_fate(Fate.WEIGHED, batch=data["batch"])
    if not weighed:
        yield "at least one package of this batch to be weighed"
    elif [package.number for package in weighed] != data["packages"]:
        yield "all weighed packages of the batch, and no others: " + ", ".join(p.number for p in weighed)
    elif _mass_mg(weighed) != data["mass_mg"]:
        yield f"the sum of the recorded masses, {_mass_mg(weighed)} mg"
    for package in weighed:
        if found := session.doubts(package):
            yield f"package {package.number} to be set aside, and decided upon by those present: {', '.join(found)}"


def _mass_mg(packages: list[Package]) -> int:
    return sum(package.mass_mg or 0 for package in packages)


def all_accounted(session: Session, data: Data) -> Iterator[str]:
    """Nothing on the list is left without a fate, and no draw without an end."""
    del data
    for package in session.of_fate(Fate.REGISTERED, Fate.WEIGHED, Fate.CHARGED):
        yield f"package {package.number} to be burned, set aside or missing, with a reason"
    for draw in session.draws.values():
        if draw.drawn is None and not draw.cancelled:
            yield f"draw {draw.number} to be made, or called off before its commitments are closed"
