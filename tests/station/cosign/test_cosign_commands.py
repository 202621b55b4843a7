"""The command line as a person meets it: a key made, questions asked in a terminal, and each slip said in a sentence."""

import os
import pty
import subprocess
import sys

import pytest

from station.cosign import codes
from station.cosign.memory import Memory
from station.formats.personal import parse_personal_key
from tests.station.cosign.conftest import MEDIA, House, Laptop, run


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A station, and the journalist's laptop, which no test here lets sign."""
    made = House(tmp_path_factory.mktemp("house"))
    made.open()
    laptop = Laptop(tmp_path_factory.mktemp("laptop"), made.vkeys)
    made.present(laptop.vkey)
    yield made, laptop
    made.close()


def in_terminal(words, typed=b""):
    """Run a command in a real terminal, type into it, and return its exit code and what stood on the screen."""
    above, below = pty.openpty()
    command = [sys.executable, "-m", "station.cli", *map(str, words)]
    with subprocess.Popen(command, stdin=below, stdout=below, stderr=below, close_fds=True) as process:
        os.close(below)
        os.write(above, typed)
        screen = b""
        while chunk := _read(above):
            screen += chunk
        process.wait(timeout=30)
    os.close(above)
    return process.returncode, screen.decode()


def _read(terminal):
    try:
        return os.read(terminal, 65_536)
    except OSError:  # the other end was closed
        return b""


def test_a_key_is_made_with_its_code(tmp_path):
    """The image holds the line that was printed; the file is its owner's alone; the name is warned of."""
    code, said, _ = run("cosign", "key", tmp_path / "own.key", MEDIA, "--qr", tmp_path / "own.png")
    vkey = said.split()[0]

    assert (code, parse_personal_key(vkey).name) == (0, MEDIA)
    assert codes.read(tmp_path / "own.png").decode() == vkey
    assert (tmp_path / "own.key").stat().st_mode & 0o777 == 0o600
    assert "never a person" in said


def test_a_post_quantum_key_has_no_code(tmp_path):
    """Asked for one, nothing is made."""
    asked, said, _ = run("cosign", "key", tmp_path / "a.key", MEDIA, "--post-quantum", "--qr", tmp_path / "a.png")
    made, _, _ = run("cosign", "key", tmp_path / "b.key", MEDIA, "--post-quantum")

    assert (asked, made, (tmp_path / "a.key").exists()) == (2, 0, False)
    assert "as a file" in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "Give the station's address, or --in CHECKPOINT"),
        (("URL", "--without-proof"), "--proof belongs to --in"),
        (("--in", "x"), "With --in give --out FILE too"),
        (("URL", "--in", "x", "--out", "y"), "no address: nothing is sent"),
        (("station.local:8000",), "is not the address of a station"),
        (("ftp://x/",), "is not the address of a station"),
        (("http://x:port/",), "is not the address of a station"),
        (("URL", "--remark", "\x07"), "a character that nobody can see"),
        (("URL", "--person", "Judge"), "--person is the number that the operator gave you"),
        (("URL", "--station", "OWN"), "--station takes the keys of one station"),
    ],
)
def test_a_slip_is_one_sentence(hall, words, why):
    """Exit code 2, what to do, and nothing signed."""
    house, laptop = hall
    given = [{"URL": house.url, "OWN": laptop.vkey}.get(each, each) for each in words]
    base = laptop.words()
    code, said, _ = run(*base, *given)

    assert (code, laptop.files("*.cosigned.json")) == (2, [])
    assert why in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "Give the station's address, or --in"),
        (("URL", "--since", "1"), "--since SIZE and --proof FILE go together"),
        (("URL", "--qr", "code.jpg"), "ends in .png or .svg"),
        (("URL", "--since", "0", "--proof", "proof"), "--since is the number of entries"),
        (("--in", "/dev/null"), "This is not a checkpoint"),
    ],
)
def test_a_slip_in_showing_is_one_sentence(hall, words, why):
    """Exit code 2, and what to do."""
    house, _ = hall
    code, said, _ = run("cosign", "show", *[house.url if each == "URL" else each for each in words])

    assert code == 2
    assert why in said


def test_the_folder_is_one_commands_at_a_time(hall):
    """The second one waits for the person, not for the lock."""
    house, laptop = hall
    with Memory(laptop.state, house.config.station.name):
        code, said, _ = laptop.sign(house.url)

    assert code == 2
    assert "Another station cosign is at work" in said


def test_a_damaged_memory_is_said(house, laptop):
    """And nothing is signed over it."""
    laptop.sign(house.url)
    laptop.file("seen/*").write_bytes(b"torn")
    code, said, _ = laptop.sign(house.url)

    assert (code, len(laptop.files("*.cosigned.json"))) == (2, 1)
    assert "is damaged" in said


def test_what_a_station_says_does_not_steer_the_terminal(house, laptop):
    """Control characters of an adversary are not passed on."""
    with house._engines[0].begin() as connection:
        connection.exec_driver_sql("UPDATE sessions SET stage = char(27) || '[2Jburning'")
    _, said, _ = laptop.sign(house.url)

    assert "S1, [2Jburning: it goes on." in said
    assert "\x1b" not in said


@pytest.mark.slow
def test_a_person_in_a_terminal_is_asked(house, laptop):
    """Everything is shown before the question; a no leaves nothing signed, a yes signs."""
    refused, screen = in_terminal(laptop.words(house.url), b"n\n")
    none = laptop.files("*.cosigned.json")
    signed, _ = in_terminal(laptop.words(house.url), b"y\n")

    assert (refused, none, signed, len(laptop.files("*.cosigned.json"))) == (2, [], 0, 1)
    assert screen.index("You are about to co-sign") < screen.index("Sign this?") < screen.index("Nothing was signed")


@pytest.mark.slow
def test_a_code_is_drawn_in_a_terminal(hall, tmp_path):
    """For a camera held before the screen."""
    house, _ = hall
    code, screen = in_terminal(["cosign", "key", tmp_path / "own.key", MEDIA])
    shown, checkpoint = in_terminal(["cosign", "show", house.url])

    assert (code, shown) == (0, 0)
    assert min(screen.count("█"), checkpoint.count("█")) > 50
