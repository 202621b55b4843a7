"""The Ed25519 key on a PKCS#11 token: a real token in software, SoftHSM2 (tests/system-packages.sh installs it)."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pkcs11
import pytest

from station import keys
from station.config import ConfigError, StationSettings, TokenSettings, load
from station.formats.checkpoint import Checkpoint, open_checkpoint
from station.formats.entry import Event, Moment
from station.keys import KeyFileError
from station.ledger import engine, startup
from station.ledger.keyring import make_keys, open_signer
from station.ledger.rotation import opened, rotate
from station.token import PinRefused, TokenError, TokenPlace, TokenSigner, generate

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
NAME = "example.com/furnace-1"
PIN = "482913"
pytestmark = pytest.mark.skipif(
    shutil.which("softhsm2-util") is None, reason="softhsm2 cannot be installed: see tests/system-packages.sh"
)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Give a new token, and where the station finds it."""
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    words = ["--init-token", "--free", "--label", "furnace", "--pin", PIN, "--so-pin", "11223344"]
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    pin_file = tmp_path / "token.pin"
    pin_file.write_text(f"{PIN}\n")
    pin_file.chmod(0o600)
    pkcs11.lib(str(MODULE)).reinitialize()  # the module reads its settings once a process
    return TokenPlace(MODULE, "furnace", pin_file, "station")


@pytest.fixture
def station(tmp_path, place):
    """Give the settings of a station whose key is to lie on the token."""
    return StationSettings(
        name=NAME,
        key=tmp_path / "station.key",
        recordings=tmp_path,
        database=f"sqlite:///{tmp_path}/station.db",
        token=TokenSettings(module=place.module, label=place.label, pin_file=place.pin_file, key_label=place.key_label),
    )


def now():
    """Tell the time."""
    return Moment(time.time_ns() // 1000, time.monotonic_ns() // 1000)


def test_a_key_is_made_on_the_token_and_signs_there(place):
    """What the token signs verifies with the public key that it gave, by this program's own check."""
    verifier = generate(place, NAME)
    signature = TokenSigner(place, verifier).sign("text\n")

    verifier.verify("text\n", signature.signature)
    assert (signature.name, signature.key_id) == (NAME, verifier.key_id)


def test_the_key_cannot_be_taken_out(place):
    """The token says of the private half that it never was, nor can be, outside."""
    generate(place, NAME)
    with pkcs11.lib(str(MODULE)).get_token(token_label="furnace").open(user_pin=PIN) as session:
        private = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label="station")
        assert private[pkcs11.Attribute.NEVER_EXTRACTABLE]
        with pytest.raises(pkcs11.AttributeSensitive):
            private[pkcs11.Attribute.VALUE]


def test_the_right_key_signs_among_several(place):
    """After a change of the key the token holds two of one label; each is found by its public half."""
    both = [generate(place, NAME) for _ in range(2)]

    for verifier in both:
        verifier.verify("text\n", TokenSigner(place, verifier).sign("text\n").signature)


def test_the_key_file_names_the_key_and_holds_no_ed25519_secret(station):
    """The file has the token's public key and the ML-DSA-44 key; both sign a checkpoint."""
    made = make_keys(station, station.key)
    first, second = station.key.read_text().splitlines()

    assert first == made[0]
    assert second.startswith("PRIVATE+KEY+")
    assert tuple(each.format() for each in keys.public(station.key).verifiers) == made
    assert len(open_signer(station).signatures(Checkpoint(NAME, 0, bytes(32)).format())) == 2
    with pytest.raises(KeyFileError, match=r"station\.token"):
        keys.load(station.key)


def test_without_post_quantum_the_file_only_names_the_key(station):
    """The file then holds no secret at all."""
    alone = station.model_copy(update={"post_quantum": False})
    made = make_keys(alone, alone.key)

    assert alone.key.read_text().splitlines() == list(made)
    open_signer(alone)


def test_a_second_key_is_not_made_where_one_is(station):
    """Refused before the token is asked, so that no key stays on it that nobody knows."""
    make_keys(station, station.key)
    with pytest.raises(KeyFileError, match="never overwritten"):
        make_keys(station, station.key)

    with pkcs11.lib(str(MODULE)).get_token(token_label="furnace").open(user_pin=PIN) as session:
        assert len(list(session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}))) == 1


@pytest.mark.parametrize("way", ["onto the token", "on the token", "off the token"])
def test_the_key_is_changed_with_a_token(station, tmp_path, way):
    """From the file onto the token, from one key of the token to the next, and back into the file: one log throughout."""
    make_keys(station, station.key) if way != "onto the token" else keys.generate(station.key, NAME)
    log = tmp_path / "log"
    for text in ("before", "after"):
        if text == "after":
            old = keys.public(station.key)
            done = rotate(station, log, "a year is over", now, in_file=way == "off the token")
        with opened(station, open_signer(station), log, now) as ledger:
            ledger.append(Event("remark.made", {"person": "P1", "text": text}))

    assert keys.public(station.key) == done.keys != old
    assert station.key.read_text().startswith("PRIVATE+KEY+") == (way == "off the token")
    assert open_checkpoint((log / "checkpoint").read_bytes(), done.keys.verifiers[:1]).size == 3
    with engine.reader(station.database).connect() as connection:
        assert startup.scrub(connection, done.keys.first) == 3


def test_a_lost_session_is_opened_again(place):
    """When the module starts anew, as after the token was pulled out and put back, the next signature works."""
    verifier = generate(place, NAME)
    signer = TokenSigner(place, verifier)
    signer.sign("one\n")
    pkcs11.lib(str(MODULE)).reinitialize()

    verifier.verify("two\n", signer.sign("two\n").signature)


def test_a_token_that_is_not_there_is_named(place, tmp_path):
    """Pulled out while the station runs, and put back: an error that says so, then signatures again."""
    verifier = generate(place, NAME)
    signer = TokenSigner(place, verifier)
    (tmp_path / "tokens").rename(tmp_path / "pulled")
    (tmp_path / "tokens").mkdir()
    pkcs11.lib(str(MODULE)).reinitialize()
    for _ in range(2):
        with pytest.raises(TokenError, match="not there; put it in"):
            signer.sign("text\n")

    (tmp_path / "tokens").rmdir()
    (tmp_path / "pulled").rename(tmp_path / "tokens")
    pkcs11.lib(str(MODULE)).reinitialize()
    verifier.verify("text\n", signer.sign("text\n").signature)


def test_an_append_without_the_token_writes_nothing_and_the_next_one_goes_on(station, tmp_path):
    """The log neither loses an entry nor shows one that no key signed."""
    make_keys(station, station.key)
    with opened(station, open_signer(station), tmp_path / "log", now) as ledger:
        ledger.append(Event("remark.made", {"person": "P1", "text": "one"}))
        (tmp_path / "tokens").rename(tmp_path / "pulled")
        (tmp_path / "tokens").mkdir()
        pkcs11.lib(str(MODULE)).reinitialize()
        with pytest.raises(TokenError):
            ledger.append(Event("remark.made", {"person": "P1", "text": "two"}))
        assert ledger.size == 1
        (tmp_path / "tokens").rmdir()
        (tmp_path / "pulled").rename(tmp_path / "tokens")
        pkcs11.lib(str(MODULE)).reinitialize()
        assert ledger.append(Event("remark.made", {"person": "P1", "text": "two"}))[0].index == 1


def test_a_wrong_pin_is_tried_once(place):
    """A refused PIN is not tried again, in this process or another, until its file is written anew."""
    verifier = generate(place, NAME)
    place.pin_file.write_text("000000\n")
    with pytest.raises(PinRefused, match="is not asked again"):
        TokenSigner(place, verifier)
    tried = place.pin_file.with_name("token.pin.refused").stat().st_mtime_ns
    asked = []
    real = pkcs11.lib
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pkcs11, "lib", lambda path: asked.append(path) or real(path))
        for _ in range(3):
            with pytest.raises(PinRefused, match="write the right PIN"):
                TokenSigner(place, verifier)
    assert (asked, place.pin_file.with_name("token.pin.refused").stat().st_mtime_ns) == ([], tried)

    place.pin_file.write_text(f"{PIN}\n")
    verifier.verify("text\n", TokenSigner(place, verifier).sign("text\n").signature)


def test_a_pin_that_others_may_read_is_refused(place):
    """As with a key file."""
    place.pin_file.chmod(0o640)
    with pytest.raises(TokenError, match="chmod 600"):
        generate(place, NAME)
    place.pin_file.unlink()
    with pytest.raises(TokenError, match="cannot be read"):
        generate(place, NAME)


def test_another_token_is_not_taken_for_the_right_one(place):
    """A token without the key, or without the label, is refused with what to do."""
    stranger = keys.LogKeys(generate(place, NAME)).first
    without = TokenPlace(place.module, place.label, place.pin_file, "other label")
    with pytest.raises(TokenError, match="put the right token in"):
        TokenSigner(without, stranger)


def test_a_module_that_is_none_is_named(place, tmp_path):
    """A wrong path, and a file that is no PKCS#11 module."""
    (tmp_path / "nothing.so").write_bytes(b"no library")
    for module in (tmp_path / "missing.so", tmp_path / "nothing.so"):
        with pytest.raises(TokenError, match="does not work"):
            generate(TokenPlace(module, place.label, place.pin_file, place.key_label), NAME)


def test_without_the_extra_the_remedy_is_named(place, monkeypatch):
    """A station installed without python-pkcs11 says what to install."""
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    with pytest.raises(TokenError, match=r"pip install 'furnace-station\[token\]'"):
        generate(place, NAME)


def test_the_settings_place_the_token_beside_their_file(tmp_path):
    """Module and PIN may be given relative to config.yaml; a key that is no setting is refused."""
    shipped = Path("config.yaml").read_text(encoding="utf-8")
    token = "{module: m.so, label: furnace, pin_file: recordings/token.pin, key_label: station}"
    (tmp_path / "config.yaml").write_text(shipped.replace("  token: null", f"  token: {token}"))
    found = load(tmp_path / "config.yaml").station.token

    assert (found.module, found.pin_file) == (tmp_path / "m.so", tmp_path / "recordings" / "token.pin")
    (tmp_path / "config.yaml").write_text(shipped.replace("  token: null", f"  token: {token[:-1]}, pin: 1}}"))
    with pytest.raises(ConfigError, match=r"station\.token\.pin"):
        load(tmp_path / "config.yaml")


@pytest.mark.slow
def test_the_recorder_refuses_a_wrong_pin_for_good(station, tmp_path):
    """`station run` stops at a refused PIN, so that the supervisor's new starts cannot lock the token."""
    make_keys(station, station.key)
    token = f"{{module: {MODULE}, label: furnace, pin_file: token.pin, key_label: station}}"
    text = Path("config.yaml").read_text(encoding="utf-8")
    text = text.replace("  token: null", f"  token: {token}").replace("recordings/station", "station")
    text = text.replace("name: furnace-1.station.example", f"name: {NAME}")
    (tmp_path / "config.yaml").write_text(text)
    (tmp_path / "token.pin").write_text("000000\n")
    command = [sys.executable, "-m", "station.recorder", str(tmp_path / "config.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ}, timeout=60, check=False)

    assert done.returncode == 78
    assert "write the right PIN" in done.stderr
