"""docs/known-failures.md has a row for each scenario, and each row a scenario and words that somebody says."""

from pathlib import Path

from tests.station.scenarios.document import DOCUMENT, rows

TESTS = Path("tests/station/scenarios")


def test_every_scenario_has_its_row():
    """And every row its scenario, which holds the row's words against what is really said."""
    scenarios = sorted(path.stem for path in TESTS.glob("test_*.py") if path != TESTS / Path(__file__).name)

    assert sorted(row.test for row in rows()) == scenarios
    assert [name for name in scenarios if f'misquoted("{name}"' not in (TESTS / f"{name}.py").read_text()] == []


def test_every_row_quotes_somebody():
    """All that stands in quotation marks in the column of words has a speaker, so that a test can ask."""
    quoted = [cell.split(" | ")[2].count("“") for cell in DOCUMENT.read_text().splitlines() if cell.startswith("| **")]

    assert quoted == [len(row.quotes) for row in rows()]
    assert min(quoted) > 0
