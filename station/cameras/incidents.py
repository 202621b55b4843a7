"""Lost and returned, obscured and cleared: what the journal last said, against what is so now."""

from collections.abc import Iterable, Mapping

from station.streams.journal import Event


class Incidents:
    """Gives the events that bring the journal up to date. Times are Unix microseconds."""

    def __init__(self, camera: str, events: Iterable[Event]) -> None:
        self._camera = camera
        self._lost_us: int | None = None
        self._obscured: set[str] = set()
        for kind, data in events:
            self._follow(kind, data.get("since_us"), data.get("what"))

    def lost(self, since_us: int, reason: str) -> list[Event]:
        """The camera gives no pictures."""
        if self._lost_us is not None:
            return []
        return self._say("camera.lost", since_us=since_us, reason=reason)

    def returned(self, now_us: int) -> list[Event]:
        """The camera gives pictures."""
        if self._lost_us is None:
            return []
        return self._say("camera.returned", lost_us=max(0, now_us - self._lost_us))

    def obscured(self, now: Mapping[str, int]) -> list[Event]:
        """What is wrong with the picture, and since when."""
        new = [(what, since_us) for what, since_us in now.items() if what not in self._obscured]
        gone = sorted(self._obscured - now.keys())
        events = [event for what, since in new for event in self._say("camera.obscured", since_us=since, what=what)]
        return events + [event for what in gone for event in self._say("camera.cleared", what=what)]

    def _say(self, kind: str, **data: int | str) -> list[Event]:
        self._follow(kind, data.get("since_us"), data.get("what"))
        return [(kind, {"camera": self._camera, **data})]

    def _follow(self, kind: str, since_us: int | str | None, what: int | str | None) -> None:
        match kind:
            case "camera.lost":
                self._lost_us = int(since_us or 0)
            case "camera.returned":
                self._lost_us = None
            case "camera.obscured":
                self._obscured.add(str(what))
            case "camera.cleared":
                self._obscured.discard(str(what))
