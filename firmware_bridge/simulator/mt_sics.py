"""The speaking side of MT-SICS, written from the manuals (AL-IC p72, ITT-BA p48, KERN KCP), never from the decoder.

A value is right-aligned in 10 characters: `S S     100.00 g`. Z and T wait for a stable scale, at most `WAIT_US`.
"""

from collections.abc import Callable

from firmware_bridge.simulator.scale import Indication, Scale

# A real scale gives up waiting for stability after some seconds, and says I.
WAIT_US = 5_000_000
# SIR repeats this often.
REPEAT_US = 100_000
MAX_QUESTION_BYTES = 64


class MtSicsSpeaker:
    """Give it the bytes that arrive and the time; it gives the bytes to send."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self._heard = b""
        self._repeat_us: int | None = None
        self._waiting: tuple[str, int] | None = None
        self._answers: dict[str, Callable[[], str]] = {
            "I2": lambda: f'I2 A "{scale.plate.model}"',
            "I3": lambda: f'I3 A "{scale.plate.software}"',
            "I4": lambda: f'I4 A "{scale.plate.serial}"',
            "SI": self._value,
            "SIX1": self._six1,
            "TA": lambda: f"TA A {self._figure(scale.show().tare_mg)}",
            "TAC": self._clear_tare,
        }

    def switch_on(self) -> bytes:
        """Forget the conversation and greet with the serial number, as the scales do."""
        self._heard, self._repeat_us, self._waiting = b"", None, None
        return f"{self._answers['I4']()}\r\n".encode("ascii")

    def hear(self, data: bytes, now_us: int) -> bytes:
        """Take what the other side sent and give the answers."""
        *questions, rest = (self._heard + data).split(b"\r\n")
        self._heard = rest[-MAX_QUESTION_BYTES:]
        lines = [self._answer(question.decode("ascii", "replace"), now_us) for question in questions]
        return _sent(lines)

    def tick(self, now_us: int) -> bytes:
        """Give what is due without a question: the stream, and the end of a wait."""
        lines = [self._finish_wait(now_us)]
        if self._repeat_us is not None and now_us >= self._repeat_us:
            self._repeat_us = now_us + REPEAT_US
            lines.append(self._value())
        return _sent(lines)

    def _answer(self, question: str, now_us: int) -> str | None:
        if question in {"Z", "T"}:
            self._waiting = (question, now_us + WAIT_US)
            return self._finish_wait(now_us)
        if question == "SIR":
            self._repeat_us = now_us
            return None
        if question == "SI":
            self._repeat_us = None
        return self._answers[question]() if question in self._answers else "ES"

    def _finish_wait(self, now_us: int) -> str | None:
        if self._waiting is None:
            return None
        name, until_us = self._waiting
        mark = self._scale.zero() if name == "Z" else self._scale.tare()
        if mark == "I" and now_us < until_us:
            return None
        self._waiting = None
        return f"T S {self._figure(self._scale.show().tare_mg)}" if mark == "S" else f"{name} {mark}"

    def _clear_tare(self) -> str:
        self._scale.clear_tare()
        return "TAC A"

    def _value(self) -> str:
        shown = self._scale.show()
        if sign := _beyond(shown):
            return f"S {sign}"
        return f"S {'S' if shown.stable else 'D'} {self._figure(shown.net_mg)}"

    def _six1(self) -> str:
        shown = self._scale.show()
        if sign := _beyond(shown):
            return f"SIX1 {sign}"
        state, zero, tared = "S" if shown.stable else "D", "N" if shown.gross_mg else "Z", "M" if shown.tare_mg else "N"
        fields = " ".join(f"{self._number(mass_mg):>9}" for mass_mg in (shown.gross_mg, shown.net_mg, shown.tare_mg))
        return f"SIX1 {state} 0 {zero} R R 0 0 0 1 {tared} {fields} {self._scale.plate.unit}"

    def _figure(self, mass_mg: int) -> str:
        return f"{self._number(mass_mg):>10} {self._scale.plate.unit}"

    def _number(self, mass_mg: int) -> str:
        return f"{'-' if mass_mg < 0 else ''}{self._scale.plate.number(mass_mg)}"


def _beyond(shown: Indication) -> str:
    return "+" if shown.over else "-" if shown.under else ""


def _sent(lines: list[str | None]) -> bytes:
    return b"".join(f"{line}\r\n".encode("ascii") for line in lines if line is not None)
