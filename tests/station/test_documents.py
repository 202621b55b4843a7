"""The documents' commands, run as they are printed: each ```sh block of README.md and docs/*.md, in order, in a shell of its own.

A document has one folder, which holds what its reader has: the settings, and what `make demo` leaves. A comment right before a
block says how the test treats it where that is not plain:

    <!-- test: background: 8470 -->     it goes on by itself: waited for until it listens at that port; ended last
    <!-- test: background: some words -->     the same, until it has printed these words
    <!-- test: types: some words -->     a person types this line when asked, as often as it is asked
    <!-- test: refused: some words -->     its last command must fail, and say these words
    <!-- test: skip: the reason -->     not run; the test below counts these
"""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command_tree import commands
from tests.demo_folder import make_demo_folder

DOCUMENTS = (Path("README.md"), *sorted(Path("docs").glob("*.md")))
BLOCK = re.compile(
    r"^(?:<!-- test: (?P<how>\w+): (?P<told>[^\n]*) -->\n)?```sh\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
FENCE = re.compile(r"^\s*```\w", re.MULTILINE)
WAYS = (None, "background", "types", "refused", "skip")
PATIENCE_S = 60
STOP_S = 20
MAX_OUTPUT = 2**20
FAILED = (1, 2)  # the exit codes with which the station's commands refuse; the shell itself has others
# What nobody can run within a test, and why; each further one needs a reason as good.
SKIPPED = 1


@dataclass(frozen=True)
class Block:
    """Commands as a document prints them; `how` and `told` are what the comment before them says."""

    where: str
    text: str
    how: str | None
    told: str


def blocks_of(document):
    """Return a document's blocks in order."""
    text = document.read_text(encoding="utf-8")
    return [
        Block(f"{document}:{text.count(chr(10), 0, each.start()) + 1}", each["text"], each["how"], each["told"] or "")
        for each in BLOCK.finditer(text)
    ]


BLOCKS = {document: blocks_of(document) for document in DOCUMENTS}


class Reader:
    """Somebody who types a document's commands in a folder; what goes on by itself is ended when they leave."""

    def __init__(self, folder) -> None:
        self._folder = folder
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = os.environ | {"PATH": path, "HOME": str(folder), "COLUMNS": "120", "LC_ALL": "C.UTF-8"}
        self._running = []

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        for process in reversed(self._running):  # also what a command left behind by mistake
            end(process)

    def follow(self, block):
        """Do what a block says; fail with what the commands printed."""
        if block.how == "skip":
            return
        if block.how == "background" and block.told.isdigit():
            assert not listens(int(block.told)), f"{block.where}: another program listens at port {block.told}; end it"
        with tempfile.TemporaryFile() as output:
            process = self._start(block, output)
            self._running.append(process)
            done = self._has_come(process, block, output) if block.how == "background" else self._ended(process, block)
            said = printed(output)
        assert done, f"{block.where}:\n{block.text}\n{said}"
        assert block.how != "refused" or block.told in said, f"{block.where}: {block.told!r} is not in\n{said}"

    def _start(self, block, output):
        return subprocess.Popen(
            ["sh", "-e", "-u", "-c", block.text],
            stdin=subprocess.DEVNULL if block.how == "background" else subprocess.PIPE,
            stdout=output,
            stderr=output,
            cwd=self._folder,
            env=self._environment,
            start_new_session=True,  # no terminal: what asks for a password reads it from the input
        )

    def _ended(self, process, block):
        """Whether the commands ended as they should."""
        typed = f"{block.told}\n{block.told}\n".encode() if block.how == "types" else b""
        try:
            process.communicate(typed, timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        code = process.wait(STOP_S)
        return code in FAILED if block.how == "refused" else code == 0

    def _has_come(self, process, block, output):
        """Whether what goes on by itself comes to listen, or to say its words, before it ends or patience does."""
        until = time.monotonic() + PATIENCE_S
        while process.poll() is None and time.monotonic() < until:
            if listens(int(block.told)) if block.told.isdigit() else block.told in printed(output):
                return True
            time.sleep(0.05)
        return False


def listens(port):
    """Whether somebody listens at a port of this computer."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def printed(output):
    """Return what was written to a file that another process still writes to; its place in the file is not ours to move."""
    return os.pread(output.fileno(), MAX_OUTPUT, 0).decode(errors="replace")


def end(process):
    """Ask a block's processes to stop, all of them, and wait until none is left."""
    until, asked = time.monotonic() + STOP_S, signal.SIGTERM
    with suppress(ProcessLookupError):
        while True:
            os.killpg(process.pid, asked)
            process.poll()
            asked = signal.SIGKILL if time.monotonic() > until else 0
            time.sleep(0.05)


@pytest.fixture(scope="module")
def left_by_the_demo(tmp_path_factory):
    """What `make demo` leaves. Not to be changed."""
    return make_demo_folder(tmp_path_factory.mktemp("demo") / "demo-out")


@pytest.fixture
def folder(left_by_the_demo, tmp_path_factory):
    """A folder with what a document's reader has."""
    place = tmp_path_factory.mktemp("reader")
    shutil.copy("config.yaml", place)
    shutil.copytree(left_by_the_demo, place / "demo-out")
    (place / ".venv").symlink_to(sys.prefix)
    return place


@pytest.fixture
def ports():
    """The ports that the documents name, for one run of this test on this computer at a time."""
    with Path(tempfile.gettempdir(), "furnace-station-documents.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("ports")
@pytest.mark.parametrize("document", [each for each, blocks in BLOCKS.items() if blocks], ids=str)
def test_a_document_s_commands_work_as_they_are_printed(document, folder):
    """Whoever types them in order, in a folder with what the document says is there, gets to the end."""
    with Reader(folder) as reader:
        for block in BLOCKS[document]:
            reader.follow(block)


@pytest.mark.parametrize(
    ("how", "told", "text"),
    [
        (None, "", "false\ntrue\n"),
        (None, "", "echo $unset\n"),
        ("refused", "no such", "ls /; echo no such\n"),
        ("refused", "no such", "echo another reason; false\n"),
        ("background", "9", "true\n"),
        ("background", "ready", "echo not yet\n"),
    ],
)
def test_a_command_that_fails_is_noticed(tmp_path, how, told, text):
    """The reader above passes over nothing: a command in the middle, a refusal that is none, or one that does not go on."""
    with Reader(tmp_path) as reader, pytest.raises(AssertionError, match="here:1"):
        reader.follow(Block("here:1", text, how, told))


def test_every_block_is_read():
    """No fence is of a form that the test passes over, and few blocks are left out."""
    blocks = [block for each in BLOCKS.values() for block in each]
    fences = [fence for document in DOCUMENTS for fence in FENCE.findall(document.read_text(encoding="utf-8"))]

    assert len(fences) == len(blocks)
    assert {block.how for block in blocks} <= set(WAYS)
    assert [block.where for block in blocks if block.how == "skip" and not block.told] == []
    assert len([block for block in blocks if block.how == "skip"]) == SKIPPED


@pytest.mark.parametrize("command", [" ".join(words) for words, _ in commands()])
def test_every_command_is_run_by_a_document(command):
    """A command that no reader of the documents meets, or that no test runs as printed, is not documented."""
    run = "\n".join(block.text for blocks in BLOCKS.values() for block in blocks if block.how != "skip")

    assert re.search(rf"^\W*(?:\w+=\S+ )*station {command}\b", run, re.MULTILINE)


def test_no_file_that_a_document_names_is_missing():
    """Links between the documents lead somewhere."""
    links = {
        document: re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8"))
        for document in (*DOCUMENTS, *Path("docs").glob("decisions/*.md"), Path("CHANGELOG.md"))
    }

    assert {d: [link for link in found if not (d.parent / link).exists()] for d, found in links.items() if found} == {
        d: [] for d, found in links.items() if found
    }
