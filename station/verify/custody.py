"""Custody before the station: what papers claim, told as claims; the station saw none of it.

Holes, overlaps, changes of seals and masses, and the hours are those of `station.rules.custody`. Nothing here passes or fails: a
paper with a hole is no false record, and papers without one prove nothing. Names are compared and never printed.
"""

from collections.abc import Iterator, Mapping, Sequence

from station.rules.custody import Account, BadTime, Chain, Hole, MassChange, Overlap, SealChange, Step, accounts
from station.rules.custody.chain import MINUTE_US
from station.verify.bag import Bag
from station.verify.openings import opened_values
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import clock
from station.verify.words import Said, Term, Words, joined, listed, words

HOUR_MINUTES = 60


def check_custody(bag: Bag, record: Record) -> Iterator[Finding]:
    """Tell what is claimed of each consignment, and where the claims do not fit each other."""
    return conclude("custody", "", custody_notes(record, opened_values(bag)))


def custody_notes(record: Record, names: Mapping[str, object]) -> Iterator[Fault]:
    """Yield the notes; `names` gives the values behind commitments, where there are openings."""
    told = accounts(record.entries, names)
    claimed = [each for each in told if each.claims]
    if claimed:
        text = words(
            "CLAIMED, NOT SEEN: what is told here of the time before the station stands in papers, and the station saw none of "
            "it. Holdings claimed: {count}, of consignments {consignments}.",
            count=sum(len(each.claims) for each in claimed),
            consignments=listed([each.consignment for each in claimed]),
        )
        yield note(text, entries=[claim.index for each in claimed for claim in each.claims])
    for account in told:
        yield from _claims(account) if account.claims else _nothing(account)
        yield from _changes(account)
    unknown = sum(chain.hand_overs.unknown for account in claimed for chain in account.chains)
    if unknown:
        text = words(
            "Whether the giver was the holder before could not be compared in {count} hand-overs: names are withheld here.",
            count=unknown,
        )
        yield note(text, hand_overs=unknown)


def _nothing(account: Account) -> Iterator[Fault]:
    for chain in account.chains:
        text = words(
            "Nothing is claimed about where {whose} was between seizure and station.",
            whose=_whose(account, chain),
        )
        if chain.whole is not None:
            text = words(
                "Nothing is claimed about where {whose} was between seizure and station: {length}.",
                whose=_whose(account, chain),
                length=_length(chain.whole),
            )
        yield note(text, consignment=account.consignment, minutes=_minutes(chain.whole))
    if account.registered is not None and account.registered.data["continues"] is not None:
        text = words(
            "Consignment {consignment} was registered before, in session {session}: look there, too.",
            consignment=account.consignment,
            session=account.registered.data["continues"],
        )
        yield note(text, consignment=account.consignment, session=account.registered.data["continues"])


def _claims(account: Account) -> Iterator[Fault]:
    for chain in account.chains:
        yield from _chain(account, chain)
    if not account.sealed:
        text = words("No claim on consignment {consignment} names a seal.", consignment=account.consignment)
        yield note(text, consignment=account.consignment)
    if account.bad_times:
        text = words(
            "Times of these papers cannot be read, or end before they begin, and cover nothing: {told}.",
            told=listed([_bad_time(each) for each in account.bad_times]),
        )
        yield note(text, consignment=account.consignment, entries=[each.entry for each in account.bad_times])


def _chain(account: Account, chain: Chain) -> Iterator[Fault]:
    whose = _whose(account, chain)
    about = {"consignment": account.consignment, "packages": list(chain.packages)}
    if chain.holes:
        text = words(
            "HOLES: of these times nothing is claimed about {whose}: {told}.",
            whose=whose,
            told=listed([_hole(each, chain) for each in chain.holes]),
        )
        spans = [{"after": e.after, "before": e.before, "from_us": e.from_us, "to_us": e.to_us} for e in chain.holes]
        yield note(text, **about, holes=spans)
    if chain.overlaps:
        text = words(
            "IN TWO HANDS AT ONCE, as claimed, was {whose}: {told}.",
            whose=whose,
            told=listed([_overlap(each) for each in chain.overlaps]),
        )
        both = [
            {"earlier": e.earlier, "later": e.later, "from_us": e.from_us, "to_us": e.to_us} for e in chain.overlaps
        ]
        yield note(text, **about, overlaps=both)
    for saying, entries in (
        (_too_early, chain.too_early),
        (_too_late, chain.too_late),
        (_broken, chain.hand_overs.broken),
    ):
        if entries:
            yield note(saying(whose, entries), **about, entries=list(entries))
    yield _hours(chain, whose, about)


def _too_early(whose: Said, entries: Sequence[int]) -> Words:
    return words("Held, as claimed, before the seizure was {whose}: {told}.", whose=whose, told=_entries(entries))


def _too_late(whose: Said, entries: Sequence[int]) -> Words:
    return words(
        "Still held elsewhere, as claimed, when the station had it was {whose}: {told}.",
        whose=whose,
        told=_entries(entries),
    )


def _broken(whose: Said, entries: Sequence[int]) -> Words:
    return words("The giver of {whose} is not the holder before: {told}.", whose=whose, told=_entries(entries))


def _hours(chain: Chain, whose: Words, about: Mapping[str, object]) -> Fault:
    steps = listed([_step(each, chain, first=number == 0) for number, each in enumerate(chain.steps)])
    text = words("As claimed, {whose} took these steps: {steps}.", whose=whose, steps=steps)
    if chain.whole is not None:
        text = words(
            "As claimed, {whose} took {length} from the seizure to the station, in these steps: {steps}.",
            whose=whose,
            length=_length(chain.whole),
            steps=steps,
        )
    minutes = [[each.least_minutes, each.most_minutes] for each in chain.steps]
    return note(text, **about, steps_minutes=minutes, minutes=_minutes(chain.whole))


def _changes(account: Account) -> Iterator[Fault]:
    with_reason = [each for each in account.seal_changes if each.reason is not None]
    without = [each for each in account.seal_changes if each.reason is None]
    lost = [each for each in account.mass_changes if each.difference_mg < 0]
    gained = [each for each in account.mass_changes if each.difference_mg > 0]
    for saying, changes in (
        (_unexplained, [(each.later, _seal(each, account)) for each in without]),
        (_explained, [(each.later, _seal(each, account)) for each in with_reason]),
        (_lost, [(each.later, _mass(each, account)) for each in lost]),
        (_gained, [(each.later, _mass(each, account)) for each in gained]),
    ):
        if changes:
            entries = [entry for entry, _ in changes]
            yield note(saying(listed([told for _, told in changes])), consignment=account.consignment, entries=entries)


def _unexplained(told: Said) -> Words:
    return words("SEALS THAT CHANGED WITHOUT A REASON, as claimed: {told}.", told=told)


def _explained(told: Said) -> Words:
    return words("Seals that changed, as claimed, with a reason: {told}.", told=told)


def _lost(told: Said) -> Words:
    return words("LOST from paper to paper, as claimed (within which limits is not known): {told}.", told=told)


def _gained(told: Said) -> Words:
    return words("GAINED from paper to paper, as claimed (within which limits is not known): {told}.", told=told)


def _whose(account: Account, chain: Chain) -> Words:
    if not chain.packages:
        return words("consignment {consignment}", consignment=account.consignment)
    return words(
        "consignment {consignment} (packages {packages})",
        consignment=account.consignment,
        packages=listed(chain.packages),
    )


def _of(package: str | None, account: Account) -> Words:
    if package is None:
        return words("consignment {consignment}", consignment=account.consignment)
    return words("package {package}", package=package)


def _seal(change: SealChange, account: Account) -> Words:
    told = {
        "what": _of(change.package, account),
        "before": repr(change.before),
        "after": repr(change.after),
        "earlier": change.earlier,
        "later": change.later,
    }
    if change.reason is None:
        return words("{what}: {before} (entry {earlier}), then {after} (entry {later})", **told)
    reason = repr(change.reason)
    return words("{what}: {before} (entry {earlier}), then {after} (entry {later}): {reason}", reason=reason, **told)


def _mass(change: MassChange, account: Account) -> Words:
    return words(
        "{what}: {before} mg (entry {earlier}), then {after} mg (entry {later}), difference {difference} mg",
        what=_of(change.package, account),
        before=change.before_mg,
        after=change.after_mg,
        earlier=change.earlier,
        later=change.later,
        difference=change.difference_mg,
    )


def _hole(hole: Hole, chain: Chain) -> Words:
    return words(
        "{length} from {begin} to {end} ({after} to {before})",
        length=_hours_of((hole.to_us - hole.from_us) // MINUTE_US),
        begin=clock(hole.from_us),
        end=clock(hole.to_us),
        after=words("the seizure") if hole.after is None else _entry(hole.after),
        before=_end(chain) if hole.before is None else _entry(hole.before),
    )


def _overlap(overlap: Overlap) -> Words:
    return words(
        "{length} from {begin} to {end} (entries {earlier} and {later})",
        length=_hours_of((overlap.to_us - overlap.from_us) // MINUTE_US),
        begin=clock(overlap.from_us),
        end=clock(overlap.to_us),
        earlier=overlap.earlier,
        later=overlap.later,
    )


def _step(step: Step, chain: Chain, *, first: bool) -> Words:
    return words(
        "{earlier} to {later}, {length}",
        earlier=words("the seizure") if first and step.earlier is None else _entry(step.earlier or 0),
        later=_end(chain) if step.later is None else _entry(step.later),
        length=_length(step),
    )


def _bad_time(bad: BadTime) -> Words:
    return words("entry {index}, {what} {text}", index=bad.entry, what=Term(bad.field), text=repr(bad.text))


def _end(chain: Chain) -> Words:
    return words("the station") if chain.seen else words("the opening of the session")


def _entry(index: int) -> Words:
    return words("entry {index}", index=index)


def _entries(indexes: Sequence[int]) -> Said:
    return joined(map(_entry, indexes))


def _length(step: Step) -> Words:
    least, most = _hours_of(step.least_minutes), _hours_of(step.most_minutes)
    return least if step.least_minutes == step.most_minutes else words("{least} to {most}", least=least, most=most)


def _hours_of(minutes: int) -> Words:
    """Exact: where the papers have the later moment first, both figures are below zero."""
    sign = -1 if minutes < 0 else 1
    hours, rest = divmod(abs(minutes), HOUR_MINUTES)
    return words("{hours} h {minutes} min", hours=sign * hours, minutes=sign * rest)


def _minutes(step: Step | None) -> list[int] | None:
    return None if step is None else [step.least_minutes, step.most_minutes]
