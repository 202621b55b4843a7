"""docs/metrology.md names paths, tests and commands; all of them are there, and the list of commands is the code's."""

import ast
import re
from itertools import product
from pathlib import Path

import pytest

from firmware_bridge.protocols import PROTOCOLS, LineForm
from firmware_bridge.protocols.mt_sics import COMMANDS
from station.rules.metrology import permissible_error_mg

TEXT = Path("docs/metrology.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:station|firmware_bridge|tests|docs|api)/[\w/]+\.\w+)(?:::\w+)?`", TEXT)))
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
REQUIREMENTS = re.findall(r"^\| (R\d+) \| (.*) \|$", TEXT, re.MULTILINE)


def rows(head):
    """The rows of the table below a head, each a list of cells."""
    table = TEXT.split(f"{head}\n")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]


def written(question):
    """A question as the document writes it."""
    return f"`{repr(question)[2:-1]}`"


def questions(protocol):
    """Every question that a protocol can ask, whatever the settings say, of the instrument with address 1."""
    if protocol.question is None:
        return set()
    chosen = product((False, True), repeat=3)
    forms = (LineForm(all_masses=every, net=net, checksum=checksum) for every, net, checksum in chosen)
    return {written(protocol.question(form)) for form in forms}


def test_every_requirement_has_its_row():
    """R1 to R17, each with code and a test."""
    assert [name for name, _ in REQUIREMENTS] == [f"R{number}" for number in range(1, 18)]
    assert [name for name, row in REQUIREMENTS if "::" not in row.split("|")[-1]] == []


@pytest.mark.parametrize("path", PATHS)
def test_every_path_exists(path):
    """A file that moved takes its name in the document along."""
    assert Path(path).is_file()


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_every_test_exists(path, name):
    """And it is a test of that file."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))

    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_list_of_commands_is_the_code_s():
    """Nothing can be sent to a scale that this list does not have (R15)."""
    listed = {name: set(asked.split(", ")) for name, asked in rows("| protocol | question |")}
    commands = [[f"`{each.name}`", each.purpose.value, each.meaning] for each in COMMANDS.values()]

    assert listed == {name: asked for name, each in PROTOCOLS.items() if (asked := questions(each))}
    assert rows("| command | why | what it does |") == commands


def test_the_table_of_permissible_errors_is_the_code_s():
    """The document's limits are those that the bounds are reckoned with."""
    instrument = {"ranges": [{"max_mg": 10**9, "e_mg": 1_000}]}
    steps = [
        int(cell.split()[-1].replace(",", ""))
        for row in rows("| load in e, class II | load in e, class III | at verification | in service, U |")[:2]
        for cell in row[:2]
    ]

    for accuracy_class, limits in (("II", steps[::2]), ("III", steps[1::2])):
        told = instrument | {"accuracy_class": accuracy_class}
        at = [(limits[0], 1_000), (limits[0] + 1, 2_000), (limits[1], 2_000), (limits[1] + 1, 3_000)]
        assert [permissible_error_mg(told, load * 1_000) for load, _ in at] == [error for _, error in at]
