"""`verify.pyz` in an empty Python: built the same twice, with all that it needs, and of one mind with `station verify`."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station import bundle
from station.evidence import export_session
from station.formats import note, primitives
from station.formats.note import Ed25519Verifier
from station.ledger import engine
from station.verify.brought import read_trust
from station.verify.target import verify_target
from tests.sessions import ORIGIN, SESSION, Script, make_session

ALONE = (sys.executable, "-I", "-S")  # no site-packages, no PYTHONPATH, nothing of the user's: an empty environment
ABSENT = ("asn1crypto", "cryptography", "cv2", "dilithium_py", "ecdsa", "fastapi", "pydantic", "rfc8785", "serial")
ABSENT += ("sqlalchemy", "station", "typer")
REASON = "пломба сорвана"


@pytest.fixture(scope="module")
def pyz(tmp_path_factory):
    """The verifier in a folder of its own."""
    path = tmp_path_factory.mktemp("court") / "verify.pyz"
    path.write_bytes(bundle.verifier())
    return path


def in_russian(kind, data):
    """Set the package aside for a reason in Russian."""
    return data | {"reason": REASON} if kind == "package.set_aside" else data


@pytest.fixture(scope="module")
def bag(tmp_path_factory):
    """A session's bag, signed by both kinds of keys; beside it the log, and the station's verifier key."""
    folder = tmp_path_factory.mktemp("session")
    made = make_session(folder, Script(facts=in_russian, post_quantum=True))
    reader = engine.reader(made.database)
    with reader.connect() as connection:
        export_session(connection, made.recordings, SESSION, folder / "bag")
    reader.dispose()
    (folder / "station.vkey").write_text(made.vkey + "\n", encoding="ascii")
    return folder / "bag"


def verify(pyz, *words, flags=(), **environment):
    """Run the file as a court does, elsewhere than in this repository."""
    command = [*ALONE, *flags, str(pyz), *map(str, words)]
    return subprocess.run(
        command, capture_output=True, cwd=pyz.parent, env=os.environ | environment, timeout=60, check=False
    )


def test_the_empty_python_is_empty():
    """What the other tests call an empty environment can import none of what the station is installed with."""
    code = f"import importlib.util as u; print([n for n in {ABSENT!r} if u.find_spec(n)])"
    done = subprocess.run([*ALONE, "-c", code], capture_output=True, cwd="/", timeout=60, check=True, text=True)

    assert done.stdout == "[]\n"


def test_a_whole_bag_passes(pyz, bag):
    """Exit code 0, and every finding is the one that OpenSSL's side gives."""
    key = bag.with_name("station.vkey")
    done = verify(pyz, bag, "--key", key, "--json")
    expected = verify_target(str(bag), read_trust([str(key)])).to_json()

    assert primitives.check_ed25519.__module__ == "station.formats.compiled"
    assert done.stderr == b""
    assert json.loads(done.stdout) == expected
    assert expected["ok"]
    assert done.returncode == 0


def test_a_changed_bag_fails(pyz, bag, tmp_path):
    """One byte of a film: exit code 1, and the seconds are named."""
    changed = shutil.copytree(bag, tmp_path / "bag")
    film = min((changed / "data" / "footage").iterdir())
    data = bytearray(film.read_bytes())
    data[len(data) // 2] ^= 1
    film.write_bytes(data)
    done = verify(pyz, changed, "--key", bag.with_name("station.vkey"))

    assert done.returncode == 1
    failed = [line for line in done.stdout.decode().splitlines() if line.startswith("FAIL")]
    assert any(film.name in line for line in failed)


@pytest.mark.parametrize("line", [0, 1], ids=["ed25519", "mldsa44"])
def test_a_signature_changed_in_one_bit_fails(pyz, bag, tmp_path, line):
    """The pure side is asked for both kinds: a checkpoint with one other bit in either signature is refused."""
    changed = shutil.copytree(bag, tmp_path / "bag")
    checkpoint = changed / "data" / "checkpoint"
    signed = note.parse(checkpoint.read_bytes())
    lines = list(signed.signatures)
    lines[line] = replace(lines[line], signature=lines[line].signature[:-1] + bytes([lines[line].signature[-1] ^ 1]))
    checkpoint.write_bytes(replace(signed, signatures=tuple(lines)).format())
    done = verify(pyz, changed, "--json")

    failed = {each["check"] for each in json.loads(done.stdout)["findings"] if each["verdict"] == "FAIL"}
    assert len(lines) == 2
    assert "checkpoint" in failed
    assert done.returncode == 1


def test_a_published_log_passes(pyz, bag):
    """The whole log, from its folder, as `station verify` gives it too."""
    words = (str(bag.with_name("log")), "--key", str(bag.with_name("station.vkey")), "--json")
    done = verify(pyz, *words)
    station = subprocess.run(
        [sys.executable, "-m", "station.cli", "verify", *words], capture_output=True, timeout=60, check=True
    )

    assert json.loads(done.stdout) == json.loads(station.stdout)
    assert done.returncode == 0


def test_another_stations_key_fails(pyz, bag):
    """The key may be given on the command line itself; a bag by another one is exit code 1."""
    own = bag.with_name("station.vkey").read_text().strip()
    other = Ed25519Verifier(ORIGIN, Ed25519PrivateKey.generate().public_key().public_bytes_raw()).format()

    assert verify(pyz, bag, "--key", own).returncode == 0
    assert verify(pyz, bag, "--key", other).returncode == 1


def test_what_cannot_be_checked_is_exit_code_2(pyz):
    """One sentence, no trace, and nothing that could be taken for a verdict."""
    done = verify(pyz, "nothing")

    assert done.stderr.decode().startswith("nothing is not a bag: ")
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert done.returncode == 2


def test_it_speaks_utf8_whatever_the_locale(pyz, bag):
    """What was written in Russian comes out as UTF-8 also where the locale knows only ASCII."""
    done = verify(pyz, bag, flags=("-X", "utf8=0"), LC_ALL="POSIX")

    assert REASON in done.stdout.decode("utf-8")
    assert done.returncode == 0


def test_the_same_sources_give_the_same_bytes():
    """Built again, in another process and with another order of hashing, it is the same file; nothing in it is dated."""
    code = "import sys; from station import bundle; sys.stdout.buffer.write(bundle.verifier())"
    again = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        timeout=60,
        check=True,
    )

    assert again.stdout == bundle.verifier()
    dates = {each.date_time for each in zipfile.ZipFile(io.BytesIO(again.stdout)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_every_library_is_there_with_its_licence_and_nothing_else(pyz):
    """No compiled code, no tests, nothing of the station that the verifier does not use; a licence for each library."""
    names = zipfile.ZipFile(pyz).namelist()
    tops = {name.partition("/")[0].removesuffix(".py") for name in names}
    licensed = {
        name.split("/")[1].rpartition("-")[0].replace("-", "_") for name in names if name.startswith("licences/")
    }

    assert tops == {"__main__", "firmware_bridge", "licences", "station"} | licensed - {""}
    assert {"asn1crypto", "dilithium_py", "ecdsa", "rfc8785"} <= licensed
    assert not [name for name in names if name.endswith((".so", ".pyc")) or "/test" in name]
    rooms = {name.split("/")[1] for name in names if name.startswith("station/")} - {""}
    assert rooms == {"__init__.py", "formats", "rules", "verify"}


def test_a_library_that_is_not_pure_python_is_refused(monkeypatch, tmp_path):
    """Rather no verifier than one that runs on the builder's machine alone."""
    (tmp_path / "station" / "verify").mkdir(parents=True)
    (tmp_path / "station" / "verify" / "__main__.py").write_text("import numpy.linalg._umath_linalg\n")
    monkeypatch.setattr(bundle, "_OWN", tmp_path)

    with pytest.raises(bundle.CannotBundle, match=r"numpy.* is not pure Python"):
        bundle.verifier()
