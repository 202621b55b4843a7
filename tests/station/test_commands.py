"""The command line: each command has an example and stands in the README; what the user can mend is one sentence."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from station.cli.app import app
from tests.command_tree import commands

README = Path("README.md").read_text(encoding="utf-8")


ALL = dict(commands())


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_has_an_example_and_is_in_the_readme(words):
    """Nobody has to read code to find a command or to see how it is given."""
    assert f"Example: station {' '.join(words)}" in ALL[words].help
    assert re.search(rf"station {' '.join(words)}\b", README)


@pytest.mark.parametrize("words", [*ALL, *sorted({words[:1] for words in ALL if len(words) > 1})], ids=" ".join)
def test_every_command_explains_itself(words):
    """`--help` works for each command and each group of them, and shows a command's example."""
    done = CliRunner().invoke(app, [*words, "--help"])

    assert done.exit_code == 0
    assert words not in ALL or f"Example: station {' '.join(words)}" in " ".join(done.output.split())


def station(*words, cwd):
    """Run the command line as a user does."""
    command = [sys.executable, "-m", "station.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run",), "config.yaml: No such file or directory; give another file with --config"),
        (("verify", "nothing"), "nothing"),
        (("demo", "--out", "."), "is not empty: remove it, or give another folder with --out"),
    ],
)
def test_what_the_user_can_mend_is_one_sentence(tmp_path, words, said):
    """No trace, exit code 2, and what to do."""
    (tmp_path / "something").touch()
    done = station(*words, cwd=tmp_path)

    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_key_is_made_once(tmp_path):
    """The first call prints the verifier key, `show` prints it again, a second key is refused."""
    settings = Path("config.yaml").read_text(encoding="utf-8")
    (tmp_path / "config.yaml").write_text(settings)
    made = station("key", "generate", cwd=tmp_path)
    again = station("key", "generate", cwd=tmp_path)

    assert made.stdout.startswith("furnace-1.station.example+")
    assert station("key", "show", cwd=tmp_path).stdout == made.stdout
    assert (tmp_path / "recordings" / "station.key").stat().st_mode & 0o777 == 0o600
    assert again.returncode == 2
    assert "never overwritten" in " ".join(again.stderr.split())
