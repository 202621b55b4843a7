"""The decoder of our board against lines written by hand after the firmware's README, signed here with hashlib."""

import hashlib

import pytest
from hypothesis import given

from firmware_bridge.board_watch import BoardWatch
from firmware_bridge.protocols.board import Board, told
from firmware_bridge.protocols.protocol import LineForm
from firmware_bridge.reading import (
    BoardCount,
    Condition,
    Fault,
    Figure,
    FurnaceCondition,
    FurnaceReading,
    Outcome,
    Reading,
    Reply,
    ShownAs,
)
from tests.firmware_bridge.protocols import streams

KEY = bytes(range(32))
BODY = "523456,1500000,ok,stable,851250,closed,run"


def signed(
    body: str = BODY, *, counter: int = 0x00000300001F, events: int = 5, board: str = "A0000001", key=KEY
) -> bytes:
    """One line as the board would send it."""
    text = f"FB1,{board},{counter:012x},{events},{body},"
    return f"{text}{hashlib.blake2s(text.encode(), key=key, digest_size=16).hexdigest()}\r\n".encode()


def make() -> Board:
    """A decoder that has heard nothing yet."""
    return Board(KEY, BoardWatch("A0000001"))


def reason(line: bytes, decoder: Board | None = None) -> str:
    """Decode a line that must be one fault, whole, and give its reason."""
    (item,) = (decoder or make()).feed(line)
    assert isinstance(item, Fault)
    assert item.raw == line
    return item.reason


def test_a_line_whose_tag_was_computed_elsewhere():
    """The README's example, whose tag is written out: nothing in it comes from the code under test."""
    line = (
        b"FB1,A0000001,00000300001f,5,523456,1500000,ok,stable,851250,closed,run,7742e1c2502b4005b184e23685afcc44\r\n"
    )
    furnace = FurnaceReading(851_250, FurnaceCondition.OK, door_open=False, raw=line)

    assert streams.one(make, line) == Reading(
        Figure("1500000", "mg", 0, 1_500_000),
        ShownAs.GROSS,
        stable=True,
        condition=Condition.OK,
        tare=None,
        raw=line,
        furnace=furnace,
        board=BoardCount("A0000001", 3 * 2**24 + 31, 5, 523_456),
    )


@pytest.mark.parametrize(
    ("body", "mass_mg", "stable", "condition"),
    [
        ("-123,-5000,ok,moving,0,closed,run", -5_000, False, Condition.OK),
        ("0,0,ok,stable,0,closed,run", 0, True, Condition.OK),
        ("523456,1500000,ok,stable,0,closed,cal", 1_500_000, True, Condition.JUMPER_SET),
        ("8388607,-,over,moving,0,closed,run", None, False, Condition.OVERLOAD),
        ("-8388608,-,under,moving,0,closed,cal", None, False, Condition.UNDERLOAD),
        ("-,-,fault,moving,0,closed,run", None, False, Condition.INSTRUMENT_ERROR),
        ("12,-,unset,moving,0,closed,cal", None, False, Condition.INSTRUMENT_ERROR),
    ],
)
def test_what_the_load_is_worth(body: str, mass_mg: int | None, *, stable: bool, condition: Condition):
    """A state that is not ok never has a mass, and nothing is a weighing while the board can be calibrated."""
    reading = streams.one(make, signed(body))

    assert isinstance(reading, Reading)
    assert (reading.figure.mass_mg if reading.figure else None) == mass_mg
    assert (reading.stable, reading.condition) == (stable, condition)


@pytest.mark.parametrize(
    ("told_as", "temperature_mdeg", "condition"),
    [
        ("-20250", -20_250, FurnaceCondition.OK),
        ("1350000", 1_350_000, FurnaceCondition.OK),
        ("1350250", None, FurnaceCondition.OUT_OF_RANGE),
        ("open", None, FurnaceCondition.SENSOR_BREAK),
        ("ground", None, FurnaceCondition.SENSOR_BREAK),
        ("supply", None, FurnaceCondition.SENSOR_BREAK),
        ("silent", None, FurnaceCondition.CONTROLLER_ERROR),
    ],
)
def test_what_the_furnace_is_worth(told_as: str, temperature_mdeg: int | None, condition: FurnaceCondition):
    """A sensor that fails gives no temperature; the door is told beside it."""
    line = signed(f"1,0,ok,stable,{told_as},open,run")
    reading = streams.one(make, line)

    assert isinstance(reading, Reading)
    assert reading.furnace == FurnaceReading(temperature_mdeg, condition, door_open=True, raw=line)


def test_no_altered_byte_passes():
    """Every byte of a line, changed to another that the place may hold, or to any at all: a fault, never a weight."""
    line = signed()
    for place in range(len(line)):
        for byte in {0x00, 0x0A, *b"059afst,-", line[place] ^ 0x01, line[place] ^ 0x80} - {line[place]}:
            items = make().feed(line[:place] + bytes([byte]) + line[place + 1 :])
            assert all(isinstance(item, Fault) for item in items)


@pytest.mark.parametrize(
    "body",
    [
        "523456,1500000,ok,stable,851250,closed",
        "523456,+1500000,ok,stable,851250,closed,run",
        "523456,01500000,ok,stable,851250,closed,run",
        "523456,-0,ok,stable,851250,closed,run",
        "523456,1500000.0,ok,stable,851250,closed,run",
        "523456,-,ok,stable,851250,closed,run",
        "523456,1500000,over,stable,851250,closed,run",
        "523456,1500000,ok,steady,851250,closed,run",
        "523456,1500000,ok,stable,-,closed,run",
        "523456,1500000,ok,stable,851250,ajar,run",
        "523456,1500000,ok,stable,851250,closed,run,run",
    ],
)
def test_what_the_readme_does_not_allow_is_a_fault_even_when_signed(body: str):
    """Strict in form: no second way to write a number, no mass without ok, no ok without a mass."""
    assert reason(signed(body)) == "not a line of the board"


def test_why_a_line_is_refused():
    """Unsigned, another board, another key, altered, no key here: each is named."""
    text = signed().decode().rsplit(",", 1)[0]
    proved = make()
    proved.feed(signed())

    assert "unsigned" in reason(f"{text},unsigned\r\n".encode())
    assert "another board: B0000002" in reason(signed(board="B0000002"))
    assert "another key" in reason(signed(key=bytes(32)))
    assert reason(signed(counter=2**40).replace(b"1500000", b"1500005"), proved).startswith("altered: ")
    assert "not configured" in reason(signed(), Board(None, BoardWatch()))
    assert "memory has failed" in reason(b"FBE,memory\r\n")


def test_a_key_of_another_length_is_refused():
    """A key that was cut while it was copied is no key."""
    with pytest.raises(ValueError, match="32 bytes"):
        Board(KEY[:31], BoardWatch())


def test_a_replay_is_refused_also_by_the_decoder_of_a_reopened_line():
    """What the line's form remembers outlives the decoder."""
    form = LineForm(key=KEY)
    first, second = Board(form.key, form.watch), Board(form.key, form.watch)

    assert isinstance(first.feed(signed(counter=100))[0], Reading)
    assert reason(signed(counter=100), second).startswith("replayed: its counter is 100, and 100 was heard")
    assert reason(signed(counter=99), second).startswith("replayed")
    assert isinstance(second.feed(signed(counter=101))[0], Reading)
    assert "another board" in reason(signed(counter=102, board="B0000002"), second)


def test_a_replay_from_before_a_restart_of_the_station_is_refused():
    """The counter and the events that were recorded last are handed in."""
    decoder = Board(KEY, BoardWatch("A0000001", counter=500, events=7))

    assert reason(signed(counter=500, events=7), decoder).startswith("replayed")
    assert reason(signed(counter=501, events=6), decoder) == "the event counter went back from 7 to 6"
    (item,) = decoder.feed(signed(counter=501, events=7))
    assert isinstance(item, Reading)


def test_a_refused_line_moves_no_counter():
    """A forged line cannot make the true ones look like replays."""
    decoder = make()
    decoder.feed(signed(counter=1))
    decoder.feed(signed(counter=2**47, key=bytes(32)))
    (item,) = decoder.feed(signed(counter=2))

    assert isinstance(item, Reading)


START = 2**24


@pytest.mark.parametrize(
    ("last", "counter", "missing", "restarted"),
    [
        (10, 11, 0, False),
        (10, 14, 3, False),
        (10, START, 0, True),
        (10, 3 * START + 2, 2, True),
        (START - 1, START, 0, False),
        (START - 1, START + 1, 1, True),
    ],
)
def test_what_is_missing_is_counted(last: int, counter: int, missing: int, *, restarted: bool):
    """In one block the gap is exact; after a restart it is what the new block lacks; a full block runs over."""
    decoder = make()
    decoder.feed(signed(counter=last))
    (reading,) = decoder.feed(signed(counter=counter))

    assert reading.board == BoardCount("A0000001", counter, 5, 523_456, missing, restarted)


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        (b"FBA,K,done,00ff\r\n", ("K", Outcome.DONE, "00ff")),
        (b"FBA,C,done,\r\n", ("C", Outcome.DONE, "")),
        (b"FBA,C,refused,the jumper is out\r\n", ("C", Outcome.NOT_EXECUTABLE, "the jumper is out")),
    ],
)
def test_answers_to_commands(line: bytes, reply: tuple[str, Outcome, str]):
    """They are told apart from readings, and carry no weight."""
    assert streams.one(make, line) == Reply(*reply, None, line)


def test_however_the_bytes_arrive():
    """Whole, in pieces, cut: the same items; a line that was cut costs none of those around it."""
    first, cut, last = (signed(counter=counter) for counter in (1, 2, 3))
    items = streams.same_however_chunked(make, b"\xff\x00" + first + cut[:60] + last + b"FBA,C,done,\r\nFB1")

    assert [type(item) for item in items] == [Fault, Reading, Fault, Reading, Reply]
    assert [item.board.missing for item in items if isinstance(item, Reading)] == [0, 1]


def test_a_start_across_the_end_of_a_long_noise():
    """However long the noise before it, a whole line is found."""
    for noise in range(110, 150):
        assert isinstance(make().feed(b"x" * noise + signed())[-1], Reading)


def test_a_line_gone_mad_fills_no_memory():
    """One byte for ever."""
    streams.stays_small(make)


@given(streams.junk(signed(counter=1), signed(counter=2), b"FB1,", b"\r\n"))
def test_nothing_is_lost_or_invented(data: bytes):
    """Every byte comes back once, and no counter twice."""
    items = streams.nothing_lost(make, data)
    counters = [item.board.counter for item in items if isinstance(item, Reading) and item.board]

    assert counters == sorted(set(counters))


def test_a_line_can_be_read_without_its_key():
    """Who checks a record later reads what the line says, and its proof once the key is disclosed."""
    line = told(signed())

    assert line is not None
    assert line.reading.figure == Figure("1500000", "mg", 0, 1_500_000)
    assert line.fits(KEY)
    assert not line.fits(bytes(32))
    assert told(signed()[:-1]) is None
