"""A simulated programme of burnings: goods with true masses, people who sample, test, steal and slip, and its entries.

`Programme` moves real things and writes what a station would record of them. What the record should then come to follows from the
things alone: of each, how much of it the record knows (`known_mg`), which is what was there when somebody last told its mass.
"""

from dataclasses import dataclass, field
from random import Random

from station.formats.commitment import commit
from station.rules.balance import Basis
from station.rules.goods import NOT_BURNED, Fate
from tests.station.rules.balance.goods_entries import Log


@dataclass
class Thing:
    """One package as it is. Masses are of the goods in it; `packaging_mg` comes on top. `told_mg` was taken, by the record."""

    number: str
    seal: str
    seized_mg: int
    packaging_mg: int
    sample: str | None = None
    goods_mg: int = 0
    known_mg: int = 0
    told_mg: int = 0
    weighed: bool = False
    from_last: bool = False  # the newest registration states a last official mass
    seen: bool = False  # was ever registered
    session: str = ""
    fate: Fate | None = None
    shown_mg: int = 0  # what the scale showed the last time


@dataclass
class Goods:
    """One consignment as it is; `exact` are those whose papers are complete."""

    number: str
    case: object
    exact: bool
    form: dict
    things: list[Thing]
    analysed_mg: int = 0
    sampled_mg: int = 0
    claims: list[tuple[Thing, int]] = field(default_factory=list)
    samples: list[Thing] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)

    def lost_mg(self, basis):
        """What the record should not be able to explain; of what was never brought, gross, the packaging too."""
        packaging_mg = sum(t.packaging_mg for t in self.things if not t.seen) if basis is Basis.GROSS else 0
        return sum(t.seized_mg - t.known_mg for t in self.things) + packaging_mg - self.analysed_mg - self.sampled_mg


class Programme:
    """Runs sessions; all chance is `random`'s."""

    def __init__(self, random: Random):
        self.random, self.log = random, Log()
        self.goods: list[Goods] = []
        self.openings: dict[str, object] = {}
        self.burned_mg: dict[str, int] = {}  # session -> what its close states
        self.batches = self.tests = self.names = 0

    def chance(self, percent):
        """Whether something happens."""
        return self.random.randrange(100) < percent

    def seize(self, packages, *, exact=True):
        """Seize goods, analyse some, and keep samples, long before any station."""
        number = f"C{len(self.goods) + 1}"
        case = f"case {self.random.randrange(1 + len(self.goods))}"
        if self.chance(30):
            commitment, opening = commit(case, b"%32d" % len(self.goods))
            self.openings[commitment] = opening.value
            case = {"commitment": commitment}
        things = [self._thing(f"{number}-K{each + 1}") for each in range(packages)]
        goods = Goods(number, case, exact, {"net": self.chance(60), "gross": self.chance(50)}, things)
        if exact:
            goods.form["gross"] |= not goods.form["net"]
        if self.chance(70):
            goods.analysed_mg = self._take(self.random.choice(things), 5)
        for _ in range(self.random.randrange(3)):
            thing = self.random.choice(things)
            goods.claims.append((thing, self._take(thing, 10)))
        self.goods.append(goods)
        return goods

    def run(self, consignments, moves):
        """One session over these consignments; one in four is never closed."""
        session = f"S{len(self.burned_mg) + 1}"
        self.burned_mg[session] = 0
        self.log.take("session.opened", session)
        for goods in consignments:
            self._register(goods, session)
        for _ in range(moves):
            goods = self.random.choice(consignments)
            here = [t for t in goods.things + goods.samples if t.session == session and t.fate is Fate.REGISTERED]
            self.random.choice((self._sample, self._test, self._aside, self._missing, self._batch, self._again))(
                session, goods, here
            )
        if self.chance(75):
            self.log.take("session.closed", session, burned_mg=self.burned_mg[session])
        self._steal()

    def _thing(self, number):
        mass_mg = self.random.randrange(1, 5_000) * 1_000 + self.random.randrange(1_000)
        return Thing(number, f"seal {number}", mass_mg, self.random.randrange(200_000), goods_mg=mass_mg)

    def _take(self, thing, percent):
        mass_mg = self.random.randrange(thing.goods_mg * percent // 100 + 1)
        thing.goods_mg -= mass_mg
        return mass_mg

    def _steal(self):
        """In the store, where nobody looks."""
        for goods in self.goods:
            for thing in goods.things:
                if thing.fate is not Fate.BURNED and self.chance(15):
                    self._take(thing, 50)

    def _register(self, goods, session):
        things, first = goods.things, not goods.sessions
        stated = {}
        if goods.form["net"]:
            stated["net_mg"] = sum(t.seized_mg for t in things)
        if goods.form["gross"]:
            stated["gross_mg"] = sum(t.seized_mg + t.packaging_mg for t in things)
        opinion = {"number": "E-1", "date": "2026-03-09", "result": "heroin", "purity_permille": None}
        opinions = [opinion | {"used_mg": goods.analysed_mg}]
        continues = goods.sessions[-1] if goods.sessions else None
        case = goods.case
        self.log.consignment(goods.number, session, **stated, case=case, opinions=opinions, continues=continues)
        goods.sessions.append(session)
        for thing in things:
            if thing.fate is not Fate.BURNED and (not thing.seen or thing.fate in NOT_BURNED) and self.chance(80):
                self._bring(goods, thing, session)
        for thing in goods.samples:
            if not thing.seen and self.chance(50):
                self._bring(goods, thing, session)
        if first:
            self._claim(goods, session)

    def _claim(self, goods, session):
        """Tell of the samples that were taken long ago."""
        for thing, mass_mg in goods.claims:
            goods.sampled_mg += mass_mg
            package = thing.number if thing.session == session else None
            sample = self._kept(goods, mass_mg)
            self.log.sample(sample.sample, mass_mg, goods.number, session, package=package, seal=sample.seal)
            if package is not None:
                thing.told_mg += mass_mg
                if not thing.from_last and not thing.weighed:
                    thing.known_mg -= mass_mg

    def _kept(self, goods, mass_mg):
        self.names += 1
        sample = Thing(
            f"{goods.number}-M{self.names}", f"seal M{self.names}", mass_mg, 5_000, f"M{self.names}", mass_mg
        )
        goods.samples.append(sample)
        return sample

    def _bring(self, goods, thing, session):
        """Register a thing, under its number or, having come before, perhaps under another."""
        before = thing.session if thing.fate in NOT_BURNED else None
        if before is not None and self.chance(30):
            self.names += 1
            thing.number = f"{goods.number}-again{self.names}"
        gross_mg, net_mg = thing.seized_mg + thing.packaging_mg, thing.seized_mg
        stated = {"gross_mg": gross_mg, "net_mg": net_mg}
        thing.from_last = self.chance(50)
        told = {"last": thing.goods_mg + thing.packaging_mg} if thing.from_last else {}
        if not goods.exact:
            stated = {name: mass for name, mass in stated.items() if self.chance(60)}
        if not thing.weighed:
            thing.known_mg = thing.goods_mg if thing.from_last else thing.seized_mg - thing.told_mg
        self.log.package(
            thing.number,
            goods.number,
            session,
            seal=thing.seal,
            sample=thing.sample,
            set_aside_in=before,
            **stated,
            **told,
        )
        thing.seen, thing.session, thing.fate = True, session, Fate.REGISTERED

    def _told(self, thing, mass_mg):
        thing.told_mg += mass_mg
        thing.known_mg -= mass_mg

    def _sample(self, session, goods, here):
        things = [t for t in here if t.sample is None]
        if things:
            thing = self.random.choice(things)
            mass_mg = self._take(thing, 5)
            sample = self._kept(goods, mass_mg)
            self.log.sample(
                sample.sample, mass_mg, goods.number, session, package=thing.number, seen=True, seal=sample.seal
            )
            goods.sampled_mg += mass_mg
            self._told(thing, mass_mg)

    def _test(self, session, goods, here):
        if here:
            thing = self.random.choice(here)
            mass_mg = self._take(thing, 1)
            self.tests += 1
            self.log.tested(thing.number, mass_mg, session, f"T{self.tests}")
            goods.sampled_mg += mass_mg if thing.sample is None else 0
            self._told(thing, mass_mg)

    def _aside(self, session, _goods, here):
        if here:
            thing = self.random.choice(here)
            self.log.set_aside(thing.number, session)
            thing.fate = Fate.SET_ASIDE
            if self.chance(30):
                self.log.decided(thing.number, "burn", session)
                thing.fate = Fate.REGISTERED

    def _missing(self, session, _goods, here):
        if here and self.chance(50):
            thing = self.random.choice(here)
            self.log.missing(thing.number, session)
            thing.fate = Fate.MISSING

    def _again(self, session, goods, _here):
        """Bring a thing again in the same session, under another number: a slip of the pen."""
        aside = [t for t in goods.things if t.session == session and t.fate is Fate.SET_ASIDE]
        if aside:
            thing = self.random.choice(aside)
            self.names += 1
            thing.number = f"{goods.number}-slip{self.names}"
            thing.fate = None
            self._bring(goods, thing, session)

    def _batch(self, session, goods, here):
        """Weigh some, perhaps wrongly at first; burn them, or not."""
        self.batches += 1
        batch = f"B{self.batches}"
        weighed = [t for t in here if self.chance(60)]
        net = goods.form["net"] and self.chance(20) if goods.exact else self.chance(20)
        for thing in weighed:
            if self.chance(10):
                self.log.weighed(thing.number, 1, batch, session)
            as_net = net and thing.sample is None
            thing.shown_mg = thing.goods_mg + (0 if as_net else thing.packaging_mg)
            shown_as = "net" if as_net else self.random.choice(("gross", "displayed"))
            self.log.weighed(thing.number, thing.shown_mg, batch, session, shown_as=shown_as)
            thing.known_mg, thing.weighed = thing.goods_mg, True
        charged = [t for t in weighed if self.chance(80)]
        for thing in (t for t in weighed if t not in charged):
            self.log.set_aside(thing.number, session)
            thing.fate = Fate.SET_ASIDE
        self._burn(session, batch, charged)

    def _burn(self, session, batch, charged):
        numbers = [t.number for t in charged]
        mass_mg = sum(t.shown_mg for t in charged)
        if self.chance(85):
            self.log.take("furnace.charged", session, batch=batch, packages=numbers, mass_mg=mass_mg)
        else:
            charged = []
        if not charged or self.chance(15):
            self.log.take("batch.cancelled", session, batch=batch, reason="no gas")
            return
        self.log.take("batch.ended", session, batch=batch, heat=None)
        self.burned_mg[session] += mass_mg
        for thing in charged:
            thing.fate = Fate.BURNED
