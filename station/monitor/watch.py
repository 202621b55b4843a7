"""What only the time tells: silence in a session, a session that is not sealed, turns of a session that nobody co-signed.

Times are this computer's. Of what happened between two looks, the station's clock tells the place in between, no more: so a
station whose clock is wrong neither hides a silence nor makes one, and a monitor that looks once an hour still sees it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from station.formats.policy import Policy
from station.monitor.alarms import Alarm, Kind
from station.monitor.judge import Judge

MAX_TURNS = 1_000  # that wait for witnesses; more are many years without any


@dataclass(frozen=True)
class Patience:
    """How long what may last: in seconds without an entry, in minutes beyond the plan, in minutes until co-signed."""

    silence_s: int = 60
    grace_minutes: int = 60
    cosigned_minutes: int = 10


class Watch:
    """The times of one log, in whole seconds since 1970."""

    def __init__(self, patience: Patience, saved: Mapping[str, Any] | None = None) -> None:
        times = saved or {}
        self._patience = patience
        self._looked_s: int = times.get("looked_s", 0)
        self._grew_s: int = times.get("grew_s", 0)
        self._opened: tuple[str, int] = tuple(times.get("opened", ("", 0)))
        self._turns: list[tuple[int, int]] = [(entry, at_s) for entry, at_s in times.get("turns", [])]

    def to_json(self) -> dict[str, Any]:
        """Return the times as JSON values; the last look counts only where something grew."""
        return {
            "looked_s": self._grew_s,
            "grew_s": self._grew_s,
            "opened": list(self._opened),
            "turns": self._turns_json(),
        }

    def saw(self, judge: Judge, now_s: int, *, grew: bool) -> None:
        """Take a good look, and whether the log had grown since the one before."""
        if grew or not self._grew_s:
            self._grew_s = self._between(judge.newest_s, now_s)
        session = judge.newest
        if session is not None and self._opened[0] != session.name:
            self._opened = session.name, self._between(session.opened_s, now_s)
        self._turns += [(entry, self._between(at_s, now_s)) for entry, at_s in judge.turns]
        judge.turns.clear()
        del self._turns[MAX_TURNS:]
        self._looked_s = now_s

    def sessions(self, judge: Judge, now_s: int) -> list[Alarm]:
        """Say what is wrong with the newest session now."""
        session, patience = judge.newest, self._patience
        if session is None or session.sealed:
            return []
        alarms, silent_s = [], now_s - self._grew_s
        if not session.closed and silent_s > patience.silence_s:
            text = f"Session {session.name} is open, and the log has had no new entry for {silent_s} seconds."
            alarms.append(Alarm(Kind.SILENCE, text, session.name, {"session": session.name, "silent_s": silent_s}))
        open_minutes = (now_s - self._opened[1]) // 60
        if open_minutes > session.planned_minutes + patience.grace_minutes:
            text = (
                f"Session {session.name} was opened {open_minutes} minutes ago, planned for {session.planned_minutes}, "
                f"and is not sealed{', though it was closed' if session.closed else ''}."
            )
            alarms.append(
                Alarm(Kind.NEVER_SEALED, text, session.name, {"session": session.name, "minutes": open_minutes})
            )
        return alarms

    def cosigned(
        self, policy: Policy, sizes: Mapping[str, int], troubles: Mapping[str, str], now_s: int
    ) -> list[Alarm]:
        """Say which turn of a session lacks the policy's quorum; `sizes` is up to where each witness has co-signed."""
        while self._turns and policy.satisfied_by([name for name, size in sizes.items() if size > self._turns[0][0]]):
            del self._turns[0]
        if not self._turns or now_s - self._turns[0][1] <= self._patience.cosigned_minutes * 60:
            return []
        entry, since_s = self._turns[0]
        lacking = policy.missing([name for name, size in sizes.items() if size > entry])
        reasons = "".join(f" {name}: {why}" for name, why in troubles.items())
        text = (
            f"The turn of a session at entry {entry} was not co-signed within {(now_s - since_s) // 60} minutes as your policy "
            f"asks; it lacks {lacking}.{reasons}"
        )
        return [Alarm(Kind.NOT_COSIGNED, text, details={"entry": entry, "lacking": str(lacking)})]

    def _between(self, at_s: int, now_s: int) -> int:
        """Place a time of the station's clock between the last look and this one."""
        return min(max(at_s, self._looked_s), now_s)

    def _turns_json(self) -> list[list[int]]:
        return [[entry, at_s] for entry, at_s in self._turns]
