"""One key follows another: the log goes on, whatever is interrupted, and no key signs out of its time."""

import os
import shutil
import signal
import sys

import pytest

from station import keys
from station.formats.checkpoint import Checkpoint, open_checkpoint
from station.formats.entry import Event
from station.formats.errors import NoTrustedSignature, SignatureInvalid
from station.keys import KeyFileError
from station.ledger import engine, proofs, rotation, startup
from station.ledger.errors import Damaged
from station.ledger.keyring import open_signer
from station.ledger.rotation import opened
from station.ledger.succession import KeySucceeded
from station.rules.succession import OutOfSuccession
from station.verify.succession import chain
from tests.houses import ORIGIN, begin, change, clock, links_of, log_of, reading, scrub, settings, work


@pytest.fixture
def house(tmp_path):
    """Give a station's settings, with keys, and a log of two entries."""
    return begin(tmp_path)


def test_the_old_key_signs_its_end_and_the_new_one_what_follows(house):
    """The checkpoint that ends with the change is the old keys'; the next is the new keys'; the name stays."""
    old = keys.public(house.key)
    done = change(house)
    after = work(house)

    new = keys.public(house.key)
    with reading(house) as connection:
        entry = next(proofs.entries(connection, done.entry, done.entry + 1))
        last = proofs.checkpoint_at(connection, done.entry + 1).note
        first = proofs.checkpoint_at(connection, after + 1).note
    assert entry.data == {
        "old": old.first.format(),
        "new": new.first.format(),
        "new_post_quantum": new.second.format(),
        "reason": "a year is over",
    }
    assert (done.keys, done.entry, after) == (new, 2, 3)
    for one in old.verifiers:
        assert open_checkpoint(last, [one]).size == 3
    for one in new.verifiers:
        assert open_checkpoint(first, [one]).size == 4
    for one in (*old.verifiers, *new.verifiers):
        with pytest.raises(NoTrustedSignature):
            open_checkpoint(first if one in old.verifiers else last, [one])
    assert {each.name for each in (*old.verifiers, *new.verifiers)} == {ORIGIN}


def test_the_log_goes_on_through_restarts_and_passes_the_scrub(house):
    """Three keys, a restart right after each change and later ones: every checkpoint fits the key of its time."""
    for _ in range(2):
        change(house)
        assert scrub(house) == work(house)  # once with the old key's checkpoint as the newest, and again below
        work(house)

    assert scrub(house) == 8


def test_the_old_file_is_kept_for_its_owner_to_destroy(house):
    """The old keys lie beside the new ones under their id, readable by the owner only; nothing pending is left."""
    before = house.key.read_bytes()
    old = keys.public(house.key).first
    done = change(house)

    assert done.retired == house.key.with_name(f"station.key.retired-{old.key_id:08x}")
    assert done.retired.read_bytes() == before
    assert done.retired.stat().st_mode & 0o777 == house.key.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in house.recordings.glob("station.key*")) == ["station.key", done.retired.name]


def test_the_old_keys_last_checkpoint_stays_published(house):
    """Who follows the published log finds the old keys' word for the new ones."""
    old = keys.public(house.key)
    done = change(house)
    work(house)

    word = (log_of(house) / "succession" / str(done.entry + 1)).read_bytes()
    assert [open_checkpoint(word, [each]).size for each in old.verifiers] == [3, 3]


def test_a_published_copy_from_before_the_change_is_held_against_the_old_key(house):
    """A copy that lags behind the change bears the old key's signature, and is none the worse for it."""
    shown = (log_of(house) / "checkpoint").read_bytes()
    change(house)
    work(house)
    with reading(house) as connection:
        startup.hold_against(connection, shown, keys.public(house.key).first)


def test_a_key_without_a_post_quantum_line_gets_one(tmp_path):
    """The remedy that the refusal names: after a change, the file holds both keys."""
    old = begin(tmp_path, post_quantum=False)
    asked = settings(tmp_path)
    with pytest.raises(KeyFileError, match="station key rotate"):
        open_signer(asked)
    done = change(asked)

    assert keys.public(old.key) == done.keys
    assert done.keys.second is not None
    work(asked)
    assert scrub(asked) == 4


def test_the_old_key_put_back_is_refused(house):
    """Once the log was handed on, the old key cannot go on with it, right after the change nor later."""
    done = change(house)
    new = house.key.read_bytes()
    house.key.write_bytes(done.retired.read_bytes())
    with pytest.raises(KeySucceeded, match="Put the file of the new key"):
        work(house)
    house.key.write_bytes(new)
    work(house)
    house.key.write_bytes(done.retired.read_bytes())

    with pytest.raises(NoTrustedSignature):
        work(house)
    with pytest.raises(NoTrustedSignature):
        scrub(house)


def test_a_key_of_another_name_is_refused(house):
    """The name stays for the log's life; a key under another name is another log's."""
    other = house.model_copy(update={"name": "example.com/other"})

    with pytest.raises(KeyFileError, match="another name is another log"):
        change(other)


def test_a_reason_is_demanded(house):
    """Who reads the log must learn why."""
    with pytest.raises(rotation.NoReason):
        change(house, "  ")


STEPS = ("link", "fsync", "unlink", "replace", "rename")


def killed_at(number, act):
    """Run `act` in a process that is killed just before its n-th durable step; tell whether it was."""
    child = os.fork()
    if child == 0:
        _arm(number)
        act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _arm(number):
    """Count every call that makes something durable, the ledger's commit among them, and die before the n-th."""
    left = [number]

    def look(frame, event, argument):
        name = getattr(argument, "__name__", "") if event == "c_call" else frame.f_code.co_name
        durable = event == "c_call" and name in STEPS and getattr(argument, "__module__", "") == "posix"
        if durable or (event in ("call", "return") and name == "_write" and "ledger" in frame.f_code.co_filename):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(look)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["run", "rotate"])
def test_killed_at_each_step_the_log_goes_on(tmp_path, way):
    """Before or after each durable step: a start goes on with the key that the log names, and so does a second try."""
    (tmp_path / "0").mkdir()
    old = keys.public(begin(tmp_path / "0", post_quantum=False).key).first
    number, seen = 0, set()
    while True:
        number += 1
        station = settings(shutil.copytree(tmp_path / "0", tmp_path / str(number)), post_quantum=False)
        if not killed_at(number, lambda station=station: change(station)):
            break
        done = keys.public(station.key).first != old
        if way == "rotate":
            change(station, "again")
        work(station)
        changes = links_of(station)
        seen.add(len(changes))
        in_force = keys.public(station.key).first
        assert len(changes) == (1 + done if way == "rotate" else in_force != old)
        assert scrub(station) == 3 + len(changes)
        assert chain([old], changes).first == in_force

    assert seen == ({1, 2} if way == "rotate" else {0, 1})
    assert number > 12  # the steps were really counted


def test_the_scrub_finds_a_change_that_does_not_follow(house, tmp_path):
    """A forged change between true ones breaks the order, whoever signed what."""
    change(house)
    signer = open_signer(house)
    stranger = tmp_path / "stranger.key"
    new = keys.generate(stranger, ORIGIN)
    data = {"old": new[0], "new": signer.verifier.format(), "new_post_quantum": None, "reason": "x"}
    with opened(house, signer, log_of(house), clock) as ledger:
        ledger.append(Event("key.succeeded", data))

    with pytest.raises(OutOfSuccession):
        scrub(house)


def test_the_scrub_finds_what_the_old_key_signed_after_its_end(house):
    """A checkpoint of a later size by the old key is found, although its root is right."""
    old = open_signer(house)
    change(house)
    after = work(house)
    with engine.writer(house.database).connect() as connection, connection.begin():
        held = proofs.checkpoint_at(connection, after + 1)
        connection.exec_driver_sql("DROP TRIGGER checkpoints_no_update")
        note = Checkpoint(ORIGIN, held.size, held.root).sign(old)
        connection.exec_driver_sql("UPDATE checkpoints SET note = ? WHERE size = ?", (note, held.size))

    with pytest.raises(NoTrustedSignature):
        scrub(house)


def test_the_scrub_reads_the_post_quantum_line_too(house):
    """A bad ML-DSA-44 signature by a key that an entry names is found beside a good Ed25519 one."""
    change(house)
    after = work(house)
    with engine.writer(house.database).connect() as connection, connection.begin():
        note = proofs.checkpoint_at(connection, after + 1).note
        connection.exec_driver_sql("DROP TRIGGER checkpoints_no_update")
        changed = note[:-8] + (b"AAAA" if note[-8:-4] != b"AAAA" else b"BBBB") + note[-4:]
        connection.exec_driver_sql("UPDATE checkpoints SET note = ? WHERE size = ?", (changed, after + 1))

    with pytest.raises(SignatureInvalid):
        scrub(house)


def test_an_entry_that_should_change_the_key_and_does_not_is_damage(house):
    """A change that cannot be read stops the scrub with its number."""
    with engine.writer(house.database).connect() as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER entries_no_update")
        connection.exec_driver_sql("UPDATE entries SET kind = 'key.succeeded' WHERE entry = 1")

    with pytest.raises(Damaged) as found:
        scrub(house)

    assert found.value.index == 1
