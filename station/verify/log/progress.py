"""`recordings.progressed` entries, read by the form of their bytes: nine in ten entries of a log are such.

`read_progress` accepts only what `Entry.decode` and `check_data` accept, in a tenth of their time: the pattern leaves no
other spelling than the canonical one of the right shape. Whatever it does not know, those two judge.
"""

import re
from typing import NamedTuple

from station.formats.canonical import MAX_INTEGER
from station.formats.entry import Entry, Moment

PROGRESSED = "recordings.progressed"

_NUMBER = rb"0|[1-9][0-9]{0,15}"
_NAME = rb"[A-Za-z0-9._-]*"  # no character that JSON could spell in two ways
_TOTALS = rb'\{"bytes":(%b),"fragments":(%b),"frames":(%b),"recording":"(%b)","root":"[A-Za-z0-9+/=]*"\}' % (
    _NUMBER,
    _NUMBER,
    _NUMBER,
    _NAME,
)
_LIST = re.sub(rb"\((?!\?)", rb"(?:", _TOTALS)  # the same without groups
_ENTRY = re.compile(
    rb'\{"at":\{"mono_us":(%b),"unix_us":(%b),"utc":"([^"\\]{27})"\},"data":\{"recordings":\[((?:%b(?:,%b)*)?)\]\},'
    rb'"kind":"recordings\.progressed","session":"(%b)","v":1\}' % (_NUMBER, _NUMBER, _LIST, _LIST, _NAME)
)
_EACH = re.compile(_TOTALS)


class Totals(NamedTuple):
    """What one entry says that one recording has grown to."""

    recording: str
    fragments: int
    bytes: int
    frames: int


class Progress(NamedTuple):
    """What is left of such an entry, number `entry` of the log: nobody asks it for more."""

    entry: int
    session: str | None
    totals: tuple[Totals, ...]


def read_progress(index: int, body: bytes) -> tuple[Progress, Moment] | None:
    """Read an entry's bytes and its two clocks; None where the ordinary way must judge."""
    match = _ENTRY.fullmatch(body)
    if match is None:
        return None
    mono, unix, utc, recordings, session = match.groups()
    totals = tuple(
        Totals(name.decode(), int(fragments), int(size), int(frames))
        for size, fragments, frames, name in _EACH.findall(recordings)
    )
    moment = Moment(int(unix), int(mono))  # sixteen digits are within the times that it takes
    numbers = (moment.unix_us, moment.mono_us, *(number for each in totals for number in each[1:]))
    if max(numbers) > MAX_INTEGER or moment.utc.encode() != utc:
        return None
    return Progress(index, session.decode(), totals), moment


def progress_of(entry: Entry) -> Progress:
    """Return what is left of such an entry that was read in the ordinary way."""
    totals = (
        Totals(each["recording"], each["fragments"], each["bytes"], each["frames"]) for each in entry.data["recordings"]
    )
    return Progress(entry.index, entry.session, tuple(totals))
