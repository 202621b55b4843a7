"""The search itself: listen at each speed; ask where nothing is said; stop at the first setting that frames confirm.

Promise: bounded by `limit_us`, whatever the line does; nothing is sent but the protocols' own questions for a reading
(R15), and nothing while what the scale says by itself can be read. What is found was read at least twice, at the settings given.
Limits: a question sent at a wrong speed arrives as other bytes; so it is done with nothing on the scale, outside a
session. A bus address other than the one given is not looked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from firmware_bridge.events import Moment
from firmware_bridge.probing import order
from firmware_bridge.probing.board_lines import READABLE
from firmware_bridge.probing.evidence import Evidence, weigh_up
from firmware_bridge.probing.hints import EIGHT, EIGHT_EVEN, seven_bits, without_eighth_bits
from firmware_bridge.probing.order import Setting
from firmware_bridge.protocols import ScaleProtocol
from firmware_bridge.settings import LineSettings

# The slowest indicators send about once a second.
LISTEN_US = 3_000_000
# So many bytes are enough to judge by: twenty lines.
ENOUGH_BYTES = 400
# A scale's time to answer, beside the time on the line: KERN KCP asks for 100 ms, slow ones take 250.
ANSWER_US = 300_000
# An answer is at most about this long.
ANSWER_BITS = 400
# What an answer must repeat before it is believed.
CONFIRM = 3
# The last bytes, for the operator to see.
TAIL_BYTES = 48


class Doing(StrEnum):
    """What the probe is about."""

    LISTENING = "listening"
    ASKING = "asking"
    CONFIRMING = "making sure"
    WAITING = "waiting for the print key"


@dataclass(frozen=True)
class Progress:
    """Where the probe is. `heard` counts the bytes at this setting, `tail` are the last of them."""

    doing: Doing
    setting: Setting
    asked: str | None
    heard: int
    tail: bytes
    best: Evidence | None
    elapsed_us: int
    limit_us: int


@dataclass(frozen=True)
class Found:
    """The scale's line. `evidence`: the protocols that explain it, best first. `polled`: it answered, by itself it is silent.

    `parity_known` is False for 8 bits with parity that were only listened to: even or odd cannot be heard.
    """

    setting: Setting
    polled: bool
    evidence: tuple[Evidence, ...]
    parity_known: bool = True


@dataclass(frozen=True)
class Findings:
    """What came of it. `heard` counts all bytes, `tail` are the last: noise, when nothing was found."""

    found: Found | None
    heard: int
    tail: bytes
    tried: int
    elapsed_us: int


class Line(Protocol):
    """An open line, as `wire.Wire` is one."""

    def read(self) -> tuple[bytes, Moment]:
        """Give what arrived and the time after it; returns soon, also with nothing."""

    def write(self, data: bytes) -> None:
        """Send all of it."""

    def close(self) -> None:
        """Let go of it."""


class OutOfTime(Exception):
    """The limit is reached."""


class Probe:
    """Give it a way to open the line with settings; `run` may take up to `limit_us` and tells its progress.

    `fixed`: the line's speed and word cannot be set from here (a network adapter), so only one setting is tried.
    """

    def __init__(
        self,
        open_line: Callable[[LineSettings], Line],
        url: str,
        *,
        tell: Callable[[Progress], None],
        limit_us: int,
        protocols: Sequence[ScaleProtocol] = READABLE,
        address: int = 1,
        fixed: bool = False,
    ) -> None:
        self._open, self._url, self._tell, self._limit_us = open_line, url, tell, limit_us
        self._protocols, self._address, self._fixed = tuple(protocols), address, fixed
        self._began_us: int | None = None
        self._now_us = 0
        self._heard = 0
        self._tail = b""
        self._tried: set[Setting] = set()
        self._best: Evidence | None = None

    def run(self) -> Findings:
        """Search. Raises LineLostError when the line cannot be opened, or breaks."""
        try:
            found = self._listen() or self._ask() or self._wait_for_key()
        except OutOfTime:
            found = None
        return Findings(found, self._heard, self._tail, len(self._tried), self._elapsed_us)

    @property
    def _elapsed_us(self) -> int:
        return self._now_us - (self._began_us or self._now_us)

    def _listen(self, doing: Doing = Doing.LISTENING) -> Found | None:
        """Go through the speeds as long as something is heard; silence at one speed is silence at all."""
        waiting = order.Waiting(self._settings(order.listening()))
        for setting in waiting:
            data = self._hear(setting, doing)
            if not data:
                return None
            if found := self._judged(data, setting):
                return found
            waiting.prefer(order.after_noise(data, setting))
        return None

    def _ask(self) -> Found | None:
        waiting = order.Waiting(self._settings(order.asking(self._protocols)))
        for setting in waiting:
            found, data = self._ask_at(setting)
            if found:
                return found
            if data:
                waiting.prefer(order.after_answer(data, setting))
        return None

    def _wait_for_key(self) -> Found | None:
        """A scale that only prints when its key is pressed: listen until the time is over."""
        while True:
            if found := self._listen(Doing.WAITING):
                return found

    def _settings(self, settings: list[Setting]) -> list[Setting]:
        return [Setting(order.SPEEDS[0], EIGHT)] if self._fixed else settings

    def _judged(self, data: bytes, setting: Setting) -> Found | None:
        """Hold bytes that came by themselves against all protocols, as they are and without a parity bit."""
        if found := self._explained(data, setting, polled=False):
            return found
        word = seven_bits(data) if setting.word == EIGHT else None
        hinted = word and Setting(setting.baudrate, word)
        if hinted is None or not self._explained(without_eighth_bits(data), hinted, polled=False):
            return None
        if self._fixed:
            return self._explained(without_eighth_bits(data), hinted, polled=False)
        return self._explained(self._hear(hinted, Doing.CONFIRMING), hinted, polled=False)

    def _explained(self, data: bytes, setting: Setting, *, polled: bool) -> Found | None:
        evidence = [each for each in weigh_up(data, self._protocols, address=self._address) if each.believable]
        self._best = evidence[0] if evidence else self._best
        if not evidence:
            return None
        return Found(setting, polled, tuple(evidence), parity_known=polled or setting.word != EIGHT_EVEN)

    def _hear(self, setting: Setting, doing: Doing) -> bytes:
        line = self._opened(setting)
        try:
            return self._read(line, LISTEN_US, setting, doing, None)
        finally:
            line.close()

    def _ask_at(self, setting: Setting) -> tuple[Found | None, bytes]:
        """Ask every question at one setting; the first twice, as what was sent before may have spoilt it."""
        line, heard = self._opened(setting), b""
        questions = order.questions(self._protocols, self._address)
        try:
            for protocol, question in [*questions[:1], *questions]:
                data = self._answer(line, question, setting, Doing.ASKING, protocol.name)
                heard += data
                if weigh_up(data, [protocol], address=self._address):
                    again = [
                        self._answer(line, question, setting, Doing.CONFIRMING, protocol.name) for _ in range(CONFIRM)
                    ]
                    if found := self._explained(b"".join(again), setting, polled=True):
                        return found, heard
        finally:
            line.close()
        return None, heard

    def _answer(self, line: Line, question: bytes, setting: Setting, doing: Doing, asked: str) -> bytes:
        line.write(question)
        patience_us = ANSWER_US + ANSWER_BITS * 1_000_000 // setting.baudrate
        return self._read(line, patience_us, setting, doing, asked)

    def _opened(self, setting: Setting) -> Line:
        self._tried.add(setting)
        word = setting.word
        base = LineSettings(self._url, baudrate=setting.baudrate)
        return self._open(replace(base, bytesize=word.bytesize, parity=word.parity, stopbits=word.stopbits))

    def _read(self, line: Line, patience_us: int, setting: Setting, doing: Doing, asked: str | None) -> bytes:
        """Read until there is enough, or the patience is over. Raises OutOfTime."""
        heard, until_us = b"", None
        while len(heard) < ENOUGH_BYTES:
            data, (_, now_us) = line.read()
            self._began_us = self._began_us if self._began_us is not None else now_us
            until_us = until_us or now_us + patience_us
            self._now_us = now_us
            heard += data
            self._heard += len(data)
            self._tail = (self._tail + data)[-TAIL_BYTES:]
            tail = heard[-TAIL_BYTES:]
            self._tell(Progress(doing, setting, asked, len(heard), tail, self._best, self._elapsed_us, self._limit_us))
            if self._elapsed_us > self._limit_us:
                raise OutOfTime
            if now_us >= until_us:
                break
        return heard
