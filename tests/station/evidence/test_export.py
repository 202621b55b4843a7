"""The export: a bag that follows from the sealed facts, or an error and nothing left behind."""

import shutil

import pytest
from sqlalchemy import text

from station.evidence import (
    BagExists,
    NoRoom,
    NotSealed,
    RecordingChanged,
    RecordingMissing,
    UnknownSession,
    export_session,
)
from station.formats.entry import Event, Moment
from station.ledger import engine
from station.ledger.errors import Damaged
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.verify import layout
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from tests.sessions import BEGIN_US, SESSION, Script, make_session


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A sealed session."""
    return make_session(tmp_path_factory.mktemp("session"), Script(interrupt=True))


@pytest.fixture
def recordings(sealed, tmp_path):
    """A copy of its recordings, to be changed."""
    return shutil.copytree(sealed.recordings, tmp_path / "recordings")


def export(sealed, destination, *, recordings=None, session=SESSION, **options):
    """Export from the made session."""
    reader = engine.reader(sealed.database)
    try:
        with reader.connect() as connection:
            return export_session(connection, recordings or sealed.recordings, session, destination, **options)
    finally:
        reader.dispose()


def contents(bag):
    """All files of a bag and their bytes."""
    return {str(path.relative_to(bag)): path.read_bytes() for path in sorted(bag.rglob("*")) if path.is_file()}


def test_exporting_twice_gives_the_same_bytes(sealed, tmp_path):
    """A bag follows from the sealed facts alone, also when the log has gone on in between."""
    one = export(sealed, tmp_path / "one")
    writer = engine.writer(sealed.database)
    ledger = Ledger.open(writer, sealed.signer, project, lambda: Moment(BEGIN_US * 2, 10**15), tmp_path / "log")
    ledger.append(Event("station.stopped", {}))
    ledger.close()
    writer.dispose()

    assert contents(one) == contents(export(sealed, tmp_path / "two"))
    assert verify_bag(one, Trust((sealed.vkey,))).ok


def test_openings_are_given_only_when_asked_for(sealed, tmp_path):
    """Personal data leaves the station by an express wish alone."""
    plain = contents(export(sealed, tmp_path / "plain"))
    full = contents(export(sealed, tmp_path / "full", openings=True))

    assert layout.OPENINGS not in plain
    assert b"name one" not in b"".join(plain.values())
    assert b"name one" in full[layout.OPENINGS]


def test_recordings_are_copies_not_links(sealed, tmp_path):
    """Who writes to the station's file later does not change the bag."""
    bag = export(sealed, tmp_path / "bag")
    films = list((bag / "data/footage").iterdir())

    assert len(films) == 8
    assert {path.stat().st_nlink for path in films} == {1}


@pytest.mark.parametrize("name", ["scale-0002.mp4", "scale-0002.mp4.torn", "serial-0001.txt"])
def test_a_changed_recording_stops_the_export(sealed, recordings, tmp_path, name):
    """One byte of any recording is enough; the recording is named, and no half bag is left."""
    path = recordings / SESSION / f"{SESSION}-{name}"
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")

    with pytest.raises(RecordingChanged, match=name.split(".")[0]):
        export(sealed, tmp_path / "bags" / "bag", recordings=recordings)
    assert list((tmp_path / "bags").iterdir()) == []


@pytest.mark.parametrize("name", ["furnace-0001.mp4", "furnace-0002.mp4.torn", "serial-0001.fragments.jsonl"])
def test_a_missing_file_stops_the_export(sealed, recordings, tmp_path, name):
    """The message says which file to put back."""
    (recordings / SESSION / f"{SESSION}-{name}").unlink()

    with pytest.raises(RecordingMissing, match=name.replace(".", r"\.")):
        export(sealed, tmp_path / "bags" / "bag", recordings=recordings)
    assert list((tmp_path / "bags").iterdir()) == []


def test_an_incomplete_bag_holds_all_the_rest(sealed, recordings, tmp_path):
    """One film is gone: asked for expressly, all else is exported, and the verifier names what is missing, and for how long."""
    film = f"{SESSION}-furnace-0001.mp4"
    (recordings / SESSION / film).unlink()
    whole = contents(export(sealed, tmp_path / "whole"))
    bag = export(sealed, tmp_path / "bag", recordings=recordings, incomplete=True)
    report = verify_bag(bag, Trust((sealed.vkey,)))
    payload = {name for name in whole if name.startswith("data/")}

    assert payload - contents(bag).keys() == {f"data/footage/{film}"}
    assert {each.check for each in report.failures} == {"contents", "recording"}
    assert f"data/footage/{film} cannot be checked: it is missing. It held furnace for 6.0 s." in told(report)


def test_an_incomplete_bag_holds_what_is_left_of_a_changed_film(sealed, recordings, tmp_path):
    """With the station's own fragment list, the verifier says which seconds are still whole."""
    path = recordings / SESSION / f"{SESSION}-scale-0003.mp4"
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    (path.with_name(f"{SESSION}-scale-0002.mp4.torn")).unlink()
    report = verify_bag(export(sealed, tmp_path / "bag", recordings=recordings, incomplete=True), Trust((sealed.vkey,)))

    assert {each.check for each in report.failures} == {"contents", "recording"}
    assert "From 6.0 s to 7.0 s" in told(report)
    assert "Whole: 0.0 s to 6.0 s." in told(report)
    assert "scale-0002.mp4.torn, the unfinished last piece, is missing" in told(report)


def test_an_incomplete_bag_of_a_lost_list(sealed, recordings, tmp_path):
    """Without the list of a serial recording its fragments cannot be told; the recording itself is there and whole."""
    (recordings / SESSION / f"{SESSION}-serial-0001.fragments.jsonl").unlink()
    report = verify_bag(export(sealed, tmp_path / "bag", recordings=recordings, incomplete=True), Trust((sealed.vkey,)))

    assert {each.check for each in report.failures} == {"contents", "recording"}
    assert all("serial-0001" in str(each.text) for each in report.failures)


def test_what_the_disk_cannot_read_is_missing(sealed, recordings, tmp_path):
    """A file whose bytes the disk does not give stops the export, unless it is excused."""
    path = recordings / SESSION / f"{SESSION}-scale-0001.mp4"
    path.unlink()
    path.symlink_to("/proc/self/mem")  # opens, and fails to be read from its start

    with pytest.raises(RecordingMissing, match=r"scale-0001.mp4: Input/output error"):
        export(sealed, tmp_path / "bags" / "bag", recordings=recordings)
    report = verify_bag(export(sealed, tmp_path / "bag", recordings=recordings, incomplete=True), Trust((sealed.vkey,)))
    assert "From 0.0 s to 6.0 s" in told(report)


def test_a_whole_session_as_an_incomplete_bag_is_the_same_bag(sealed, tmp_path):
    """The wish alone changes nothing."""
    asked = export(sealed, tmp_path / "asked", incomplete=True)

    assert contents(asked) == contents(export(sealed, tmp_path / "plain"))


def told(report):
    """The words of all failures."""
    return " ".join(str(each.text) for each in report.failures)


def test_a_film_s_fragment_list_is_made_from_the_film(sealed, recordings, tmp_path):
    """The station's own list of a film is not needed, so losing or changing it costs nothing."""
    (recordings / SESSION / f"{SESSION}-scale-0001.fragments.jsonl").write_bytes(b"nonsense\n")
    bag = export(sealed, tmp_path / "bag", recordings=recordings)

    assert verify_bag(bag, Trust((sealed.vkey,))).ok


def test_an_existing_folder_is_left_alone(sealed, tmp_path):
    """Nothing is ever overwritten."""
    (tmp_path / "bag").mkdir()

    with pytest.raises(BagExists):
        export(sealed, tmp_path / "bag")
    assert list((tmp_path / "bag").iterdir()) == []


def test_what_a_crash_left_is_replaced(sealed, tmp_path):
    """An unfinished bag of an earlier attempt does not get into the new one."""
    (tmp_path / "bag.unfinished").mkdir()
    (tmp_path / "bag.unfinished" / "stale").write_bytes(b"x")
    bag = export(sealed, tmp_path / "bag")

    assert (list(tmp_path.iterdir()), verify_bag(bag).ok) == ([bag], True)


def test_an_unknown_session_is_refused(sealed, tmp_path):
    """The log must have the session."""
    with pytest.raises(UnknownSession, match="S-none"):
        export(sealed, tmp_path / "bag", session="S-none")


def test_an_unsealed_session_is_refused(tmp_path):
    """A session that is still open has no bag."""
    made = make_session(tmp_path, Script(facts=lambda kind, data: None if kind == "session.sealed" else data))

    with pytest.raises(NotSealed, match="Seal it, then export it"):
        export(made, tmp_path / "bag")


def test_a_full_disk_is_found_before_the_copying(tmp_path):
    """A session with recordings larger than any disk is refused before anything is written."""
    huge = tmp_path / "huge"
    huge.mkdir()

    def enormous(kind, data):
        if kind == "session.sealed":
            return data | {"recordings": [each | {"bytes": 2**52} for each in data["recordings"]]}
        return data

    with pytest.raises(NoRoom, match="Use another disk"):
        export(make_session(huge, Script(facts=enormous)), tmp_path / "bags" / "bag")
    assert list((tmp_path / "bags").iterdir()) == []


def test_progress_grows_to_its_end(sealed, tmp_path):
    """Progress is told in bytes, and ends at all of them."""
    told = []
    export(sealed, tmp_path / "bag", progress=lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_damaged_database_is_not_exported(tmp_path):
    """An entry that is no longer the one that was signed stops the export."""
    made = make_session(tmp_path)
    writer = engine.writer(made.database)
    with writer.begin() as connection:
        connection.execute(text("DROP TRIGGER entries_no_update"))
        connection.execute(
            text("UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'white', 'black') AS BLOB)")
        )
    writer.dispose()

    with pytest.raises(Damaged, match="The database is damaged at the entries"):
        export(made, tmp_path / "bags" / "bag")
    assert not (tmp_path / "bags").exists()
