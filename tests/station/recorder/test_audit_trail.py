"""The audit trail: what changed is an entry with the next number, also across restarts, and nothing else is."""

import pytest

from firmware_bridge.settings import Identity
from station.config import Config
from station.ledger.proofs import entries
from station.recorder import audit_trail, identity
from station.recorder.audit_trail import AuditTrail
from station.recorder.book import Fact
from tests.scales import INSTRUMENT

CONNECTED = Fact("scale.connected", {"scale": INSTRUMENT}, of_the_station=True)
SCALE = {
    "url": "loop://",
    "protocol": "mt-sics",
    "accuracy_class": "II",
    "min_mg": 50_000,
    "max_mg": 60_000_000,
    "division_mg": 1_000,
}


@pytest.fixture
def config_with(tmp_path):
    """The settings of a station whose scale differs by these."""

    def make(**scale):
        return Config.model_validate(
            {
                "station": {"name": "s.test", "key": "k", "recordings": tmp_path, "database": "sqlite://"},
                "api": {"operators": "o", "secret": "s"},
                "scale": SCALE | scale,
                "cameras": [{"camera": "door", "view": "door", "source": 0, "way": "encoded"}],
            }
        )

    return make


@pytest.fixture
def start(reopen):
    """Start a station again: its book and its trail."""

    def begin():
        book = reopen()
        return book, AuditTrail(book, book._reader)

    return begin


def changes(book):
    """The data of all recorded changes."""
    with book._reader.connect() as connection:
        found = entries(connection, 0, book.ledger.size)
        return [entry.data for entry in found if entry.kind == "metrology.changed"]


def test_the_same_station_started_again_changes_nothing(start, config_with):
    """The first start counts what there is; the second, of the same files, settings and scale, counts nothing."""
    for _ in range(2):
        book, trail = start()
        trail.software(config_with())
        trail.settings(config_with())
        trail.instrument(Identity(model="IND245", serial="B1"), CONNECTED)

    assert [(each["event"], each["what"], each["before"]) for each in changes(book)] == [
        (1, "software", None),
        (2, "settings", None),
        (3, "instrument", None),
    ]


def test_each_change_has_the_next_number_and_says_what_was(start, config_with):
    """Another division, another scale, a step of the clock: each counted, the two before and after told."""
    _, trail = start()
    trail.settings(config_with())
    trail.instrument(Identity(serial="B1"), CONNECTED)
    book, trail = start()
    trail.settings(config_with(max_mg=30_000_000))
    trail.instrument(Identity(serial="B2"), CONNECTED)
    trail.clock(-3_000_000)

    told = changes(book)
    assert [each["event"] for each in told] == [1, 2, 3, 4, 5]
    assert trail.event == 5
    assert '"max_mg":60000000' in told[2]["before"]
    assert '"max_mg":30000000' in told[2]["after"]
    assert ('"B1"' in told[3]["before"], '"B2"' in told[3]["after"]) == (True, True)
    assert told[4]["after"] == "stepped by -3000000 us"


def test_a_changed_file_is_named(start, config_with, monkeypatch):
    """Another hash of one file, a file more and a file less: all three names stand in the entry."""
    before = f"{'1' * 64}  station/a.py\n{'2' * 64}  station/b.py\n{'3' * 64}  station/c.py\n"
    after = f"{'1' * 64}  station/a.py\n{'f' * 64}  station/b.py\n{'4' * 64}  station/d.py\n"
    for listing in (before, after):
        monkeypatch.setattr(audit_trail, "files_listing", lambda listing=listing: listing)
        book, trail = start()
        trail.software(config_with())

    (first, second) = changes(book)
    assert second["before"] == first["after"] == identity.listing_sha256(before)
    digest = identity.listing_sha256(after)
    assert second["after"] == f"{digest} (changed: station/b.py, station/c.py, station/d.py)"


def test_a_listing_that_is_gone_is_said(start, config_with, monkeypatch, tmp_path):
    """Who removes the last start's listing leaves no names, but the change stands."""
    for listing in ("1  a\n", "2  a\n"):
        monkeypatch.setattr(audit_trail, "files_listing", lambda listing=listing: listing)
        book, trail = start()
        trail.software(config_with())
        for file in (tmp_path / "software").iterdir():
            file.unlink()

    assert "which files changed is not known" in changes(book)[1]["after"]


def test_the_files_are_this_programs():
    """The listing is sha256sum's own, over the packages' files."""
    lines = identity.files_listing().splitlines()

    assert any(line.endswith("  station/recorder/audit_trail.py") for line in lines)
    assert all(len(line.split("  ")[0]) == 64 for line in lines)
    assert [line[66:] for line in lines] == sorted(line[66:] for line in lines)
