"""The forgeries: what the insider does, and how it is done to the true record of a scene. `docs/forgeries.md` lists them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from station.demo.authority import Authority
from station.formats.signing import Cosigner
from tests.forgery import insider
from tests.forgery.outside import stamped_by
from tests.forgery.record import Draft, Shown, show
from tests.sessions import Made

DAY_US = 86_400_000_000


class Scene(Protocol):
    """What the insider works on and with."""

    true: Shown
    authority: Authority
    begin_us: int
    backup: Path  # the database as it was before the remark in the room

    def stage(self, folder: Path) -> Shown:
        """Show the outsiders a forgery before anything else."""


Edit = Callable[[Draft], None]


@dataclass(frozen=True)
class Forgery:
    """One deed. `does` tells it to a reader; `make` leaves what is then shown, below a new folder."""

    name: str
    title: str
    does: str
    make: Callable[[Scene, Path], Shown]


def _edited(*edits: Edit) -> Callable[[Scene, Path], Shown]:
    """The true record with these changes, recorded again."""

    def make(scene: Scene, folder: Path) -> Shown:
        draft = Draft.of(scene.true.made)
        for edit in edits:
            edit(draft)
        return show(draft.record(folder))

    return make


def _recorded_again(scene: Scene, folder: Path) -> Shown:
    draft = insider.record_again(folder / "played", scene.begin_us)
    insider.sign_for_people(draft)
    return show(draft.record(folder))


def _cut_off(scene: Scene, folder: Path) -> Shown:
    draft = Draft.of(scene.true.made)
    insider.claim_no_quorum(draft)
    insider.cut_off(draft)
    size = scene.true.find("batch.ended").index + 1
    draft.old_database = folder / "truncated.db"
    insider.truncate(scene.true.made, size, draft.old_database)
    made = draft.record(folder)
    insider.leave_attested(scene.true, made, upto=size)
    return show(made)


def _encoded_again(scene: Scene, folder: Path) -> Shown:
    draft = Draft.of(scene.true.made)
    insider.encode_again(draft, folder)
    insider.sign_for_people(draft)
    return show(draft.record(folder))


def _old_database(scene: Scene, folder: Path) -> Shown:
    draft = Draft.of(scene.true.made)
    draft.old_database = scene.backup
    insider.silence(draft)
    insider.claim_no_quorum(draft)
    return show(draft.record(folder))


def _dated(later_us: int) -> Callable[[Scene, Path], Shown]:
    def make(scene: Scene, folder: Path) -> Shown:
        draft = Draft.of(scene.true.made)
        insider.date(draft, later_us)
        insider.sign_for_people(draft)
        made = draft.record(folder)
        stamped_by(scene.authority, made)
        return show(made)

    return make


def _decimals_set(scene: Scene, folder: Path) -> Shown:
    draft = insider.set_decimals(folder / "played", scene.begin_us)
    insider.sign_for_people(draft)
    return show(draft.record(folder))


def _clock_set(*, in_secret: bool) -> Callable[[Scene, Path], Shown]:
    def make(scene: Scene, folder: Path) -> Shown:
        draft = insider.set_clock(folder / "played", scene.begin_us, -3600, in_secret=in_secret)
        insider.sign_for_people(draft)
        return show(draft.record(folder))

    return make


def _replayed(wanted: str) -> Callable[[Scene, Path], Shown]:
    """What others vouched for, laid beside forged checkpoints of the same sizes."""

    def make(scene: Scene, folder: Path) -> Shown:
        made = weighed_less(scene, folder)
        insider.leave_attested(scene.true, made, suffix=wanted)
        return show(made)

    return make


def weighed_less(scene: Scene, folder: Path, keys: Mapping[str, Cosigner] = insider.OWN) -> Made:
    """Record the session with a kilogram less, co-signed with these keys."""
    draft = Draft.of(scene.true.made)
    insider.weigh_less(draft)
    insider.sign_for_people(draft, keys)
    return draft.record(folder)


def _other_authority(scene: Scene, folder: Path) -> Shown:
    made = weighed_less(scene, folder)
    with Authority(folder / "authority") as own:
        stamped_by(own, made)
    return show(made)


def _key_changed(scene: Scene, folder: Path) -> Shown:
    draft = Draft.of(scene.true.made)
    insider.hand_over(draft)
    insider.weigh_less(draft)
    insider.sign_for_people(draft)
    return show(draft.record(folder))


STAGED = Forgery(
    "staged",
    "Everything was false before anyone saw it",
    "What is recorded was false from the first: a scale that shows a kilogram less, other goods in the sacks. The people in the "
    "room co-sign it in good faith, each with her own key, and it is what witness, authority and all outside are shown.",
    lambda scene, folder: scene.stage(folder),
)
FORGERIES = (
    Forgery(
        "weighing",
        "A weighing is altered",
        "A kilogram of the second package disappears: on the serial line, in the weighing, in the charge and in the totals. The "
        "people's keys are replaced by keys of his own, with which he co-signs in their names. (A film that shows the scale's "
        "display still shows the true figure.)",
        _edited(insider.weigh_less, insider.sign_for_people),
    ),
    Forgery(
        "batch",
        "A batch is removed",
        "Two packages, their weighings, the batch and the ash are gone; the films of it are replaced by an empty room, and the "
        "scale's line says zero. He co-signs for the people with keys of his own.",
        _edited(insider.remove_batch, insider.sign_for_people),
    ),
    Forgery(
        "again",
        "A session is recorded again after the fact",
        "The whole session is played a second time, with other films, and the computer's clock at the times of the first. He "
        "co-signs for the people with keys of his own.",
        _recorded_again,
    ),
    Forgery(
        "cut",
        "The last part is cut off",
        "The log is truncated after the batch; the session is closed and sealed there. Up to the cut it is the true history, and "
        "what others vouched for until then is left beside it. The people had presented their keys before the cut, so he cannot "
        "sign for them, and gives a reason why they did not.",
        _cut_off,
    ),
    Forgery(
        "two",
        "Two histories are shown to two people",
        "One person is shown the true log. Another is shown one in which nobody remarked that the smoke was white. Both are "
        "signed with the station's keys.",
        _edited(insider.silence, insider.sign_for_people),
    ),
    Forgery(
        "encoded",
        "A recording is encoded again",
        "A film is encoded a second time, as one must who retouches pictures; its hashes are put into every entry that commits "
        "them. He co-signs for the people with keys of his own.",
        _encoded_again,
    ),
    Forgery(
        "swapped",
        "Fragments are swapped",
        "Two seconds of a film change places, each gets the times of its new place, and every hash is made anew. He co-signs for "
        "the people with keys of his own.",
        _edited(insider.swap_fragments, insider.sign_for_people),
    ),
    Forgery(
        "database",
        "An old database is restored",
        "The database and the published copy are set back to a copy from the middle of the session, and the rest is recorded "
        "again without the remark. The keys that the people presented stand before that, so there is no quorum.",
        _old_database,
    ),
    Forgery(
        "earlier",
        "Entries claim an earlier day",
        "Every time in the record is a day earlier. The outbox has it stamped today.",
        _dated(-DAY_US),
    ),
    Forgery(
        "later",
        "Entries claim a later day",
        "Every time in the record is a day later. The outbox has it stamped today.",
        _dated(DAY_US),
    ),
    Forgery(
        "clock",
        "The clock is set back in secret",
        "The computer's clock is set back by an hour in the middle of the session, and the entry that says so is left out.",
        _clock_set(in_secret=True),
    ),
    Forgery(
        "announced",
        "The clock is set back, and the log says so",
        "The same, with the entry.",
        _clock_set(in_secret=False),
    ),
    Forgery(
        "witness",
        "A witness's cosignature is replayed",
        "The witness's lines on the true checkpoints are laid beside the forged ones of the same sizes.",
        _replayed(".cosignature"),
    ),
    Forgery(
        "token",
        "A time stamp is replayed",
        "The authority's tokens on the true checkpoints are laid beside the forged ones of the same sizes.",
        _replayed(".tsr"),
    ),
    Forgery(
        "person",
        "A person's cosignature is replayed",
        "The weighing is altered, and the people's own signatures are put under the forged roots.",
        _edited(insider.weigh_less, insider.restate),
    ),
    Forgery(
        "left",
        "The people's cosignatures are left as they were",
        "The weighing is altered, and what the people signed stands unchanged beside it.",
        _edited(insider.weigh_less),
    ),
    Forgery(
        "authority",
        "A token comes from another authority",
        "He runs a time authority of his own, with the names of the real one in its certificates, and has it stamp the forged "
        "checkpoints at whatever time he likes.",
        _other_authority,
    ),
    Forgery(
        "presented",
        "A key is presented that the person never had",
        "Nothing is altered but the keys: his own stand in the place of the people's, and co-sign.",
        _edited(insider.sign_for_people),
    ),
    Forgery(
        "forgotten",
        "A signed remark is left out",
        "A person's cosignature stays, and the remark that she signed beside it is emptied. That there was none, only she "
        "could have signed.",
        _edited(insider.forget_remark),
    ),
    Forgery(
        "changed",
        "A signed remark is changed",
        "Other words stand beside a person's cosignature.",
        _edited(insider.change_remark),
    ),
    Forgery(
        "quorum",
        "A quorum is claimed without cosignatures",
        "The cosignatures are left out, and the seal says that the quorum was met.",
        _edited(insider.claim_quorum),
    ),
    Forgery(
        "none",
        "The cosignatures are dropped",
        "The cosignatures are left out, and the seal says that there was no quorum, with a reason.",
        _edited(insider.claim_no_quorum),
    ),
    Forgery(
        "key",
        "The log's key is changed with the stolen key",
        "With the stolen keys he hands the log on to keys of his own before the session, and alters a weighing. He co-signs for "
        "the people with keys of his own.",
        _key_changed,
    ),
    Forgery(
        "bound",
        "A bound is made smaller",
        "Every weighing states a tenth of the error that the standard permits its scale. He co-signs for the people with keys of "
        "his own.",
        _edited(insider.shrink_bounds, insider.sign_for_people),
    ),
    Forgery(
        "check",
        "A failed check weight is made to pass",
        "The scale showed 9.9 kg of the check weight of 10 kg, and its line is recorded so; the entries say 10 kg. He co-signs "
        "for the people with keys of his own. (With the line changed too, it is like the first of these forgeries.)",
        _edited(insider.pass_check, insider.sign_for_people),
    ),
    Forgery(
        "change",
        "A change is left out of the counter",
        "The entry that tells of the station's settings is left out of the audit trail. He co-signs for the people with keys of "
        "his own.",
        _edited(insider.hide_change, insider.sign_for_people),
    ),
    Forgery(
        "decimals",
        "Decimals are set without confirmation",
        "The session is weighed on a scale whose line tells no decimals. He sets them in the settings, and nobody is asked to "
        "compare them with the scale's display. He co-signs for the people with keys of his own.",
        _decimals_set,
    ),
    Forgery(
        "zero",
        "The zero is changed",
        "The empty scale showed half a kilogram, and its line is recorded so; the entries say that it showed nothing. He "
        "co-signs for the people with keys of his own.",
        _edited(insider.hide_zero, insider.sign_for_people),
    ),
    STAGED,
)
