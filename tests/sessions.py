"""A whole session made without a furnace: a real ledger, real H.264 films in real recording files, a real serial recording.

`Session` says what happens at which second, in the order that the rules ask for, and nobody waits for it. The films come from
ffmpeg's test pictures. How it is put down, and what a test may want to be otherwise, is in `tests.studio`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.films import make_film, pieces_of
from tests.goods import CONDITIONS, PROFILE, consignment, package, sample, stated
from tests.images import image_of
from tests.scales import CHECK_WEIGHT, INSTRUMENT
from tests.software import SOFTWARE
from tests.studio import (
    BEGIN_US,
    OBJECTION,
    ORIGIN,
    PEOPLE,
    SECOND,
    SESSION,
    Made,
    Script,
    Studio,
    first_signer,
    log_signer,
    microseconds,
)

__all__ = [
    "BEGIN_US",
    "CAMERAS",
    "INSTRUMENT",
    "OBJECTION",
    "ORIGIN",
    "PAGES",
    "PEOPLE",
    "SECOND",
    "SESSION",
    "Made",
    "Script",
    "first_signer",
    "log_signer",
    "make_session",
]

CAMERAS = ("scale", "furnace")
# Each camera's files, in seconds of the session: before the batch, the batch, after it.
PAGES = ((0.2, 6.2, None), (6.2, 16.2, "B1"), (16.2, 23.2, None))
# What stands on the scale at each whole second, in grams; nothing at the others.
LOADS = {4: "10000.0", 5: "10000.0", 7: "5000.0", 8: "5000.0", 9: "4000.0", 10: "4000.0", 17: "250.0", 18: "250.0"}
LOADS |= {20: "10000.0", 21: "10000.0"}
BETWEEN = (8.7, 10.7)  # when it is seen empty between two packages


class Session(Studio):
    """One consignment of three packages: two are burned, one is set aside."""

    def make(self) -> Made:
        """Make the session."""
        return self.play(self._plan())

    def _plan(self) -> list[tuple[int, Callable[[], None]]]:
        acts = [(microseconds(at), act) for at, act in self._course()]
        for camera in CAMERAS:
            acts += self._films(camera)
        acts += self._wire()
        acts += [(microseconds(at), self._act(kind, **data)) for at, kind, data in self.script.more]
        for at, step in self.script.steps:
            acts.append((microseconds(at + 0.5), lambda step=step: self._step(microseconds(step))))
        acts += [(microseconds(second + 0.9), self._progress) for second in range(round(self._ends() + 0.8))]
        return acts

    def _opened(self) -> dict[str, Any]:
        return {
            "basis": {"type": "KZ-1017/2008", "number": "12-3456", "date": "2026-11-20", "issuer": "court"},
            "place": "hall 1",
            "furnace": "F1",
            "planned_minutes": 60,
            "boot_id": "1",
            "software": SOFTWARE,
            "seats": ["police", "media"],
            "quorum": [["police"], ["media"]],
            "profile": PROFILE,
            "conditions": CONDITIONS,
            "cameras": [{"camera": camera, "view": f"the {camera}", "way": "encoded"} for camera in CAMERAS],
            "scale": self.script.voice.instrument,
            "check_weights": [CHECK_WEIGHT],
            "furnace_controller": None,
            "free_bytes": 10**12,
            "event": self.event,
        }

    def _package(self, number: int) -> Callable[[], None]:
        return self._act("package.registered", **package(f"K{number}", f"Z{number}", gross_mg=5_100_000))

    def _present(self, number: int) -> Callable[[], None]:
        shown = {"seal": f"Z{number}", "seal_state": "intact", "remark": None}
        return self._act("package.presented", package=f"K{number}", **shown)

    def _image(self, number: int) -> None:
        """Cut the image of a package from the first camera's film."""
        told = image_of(self.recordings, self.entries, f"K{number}", CAMERAS[0])
        if told is not None:
            self._record(told[0], **told[1])

    def _course(self) -> list[tuple[float, Callable[[], None]]]:
        totals = {
            "packages_burned": 2,
            "packages_set_aside": 1,
            "packages_missing": 0,
            "burned_mg": 9_000_000,
            "residue_mg": 250_000,
        }
        return [
            (0.0, lambda: self._record("session.opened", by="operator-1", **self._opened())),
            (0.1, self._act("person.joined", person="P1", role="police", name="name one", body="body one")),
            (1.0, self._act("person.joined", person="P2", role="media", name="name two", body="body two")),
            *((1.1, self._act("key.presented", person=who, key=PEOPLE[who].verifier.format())) for who in PEOPLE),
            (2.0, self._act("consignment.registered", **consignment("C1", stated=stated(gross_mg=15_321_000)))),
            (2.05, self._act("sample.kept", **sample("A1", "C1"))),
            *((2.1 + number / 10, self._package(number)) for number in (1, 2, 3)),
            (3.0, self._act("challenge.set", word="SAXAUL-7", person="P2")),
            (5.5, lambda: self._weigh("check", "10000.0", check_weight=CHECK_WEIGHT["weight"])),
            (6.1, self._act("batch.opened", batch="B1")),
            (7.1, self._present(1)),
            (8.5, lambda: self._weigh("package", "5000.0", package="K1", batch="B1")),
            (9.1, self._present(2)),
            (10.5, lambda: self._weigh("package", "4000.0", package="K2", batch="B1")),
            (10.8, self._act("package.set_aside", package="K3", reason="seal broken")),
            (11.0, self._act("furnace.charged", batch="B1", packages=["K1", "K2"], mass_mg=9_000_000)),
            (12.0, self._act("burn.started", batch="B1")),
            (16.1, self._act("batch.ended", batch="B1", heat=None)),
            (18.5, lambda: self._weigh("residue", "250.0")),
            (21.5, lambda: self._weigh("check", "10000.0", check_weight=CHECK_WEIGHT["weight"])),
            *((after, self._empty) for after in (6.3, 8.8, 10.75, 19.3, 22.3)),
            (19.0, self._act("remark.made", person="P2", text="The smoke was white.")),
            # as late as after a restart
            *((22.9, lambda number=number: self._image(number)) for number in (1, 2)),
            (self._late(23.1), self._act("session.closed", **totals)),
            *((self._late(24.2), lambda who=who: self._cosign(who)) for who in self.script.cosigned),
            (self._late(25.0), self._seal),
        ]

    def _late(self, second: float) -> float:
        """A moment after the idle minutes."""
        return second + 60 * self.script.idle_minutes

    def _pages(self) -> list[tuple[float, float, str | None]]:
        end = PAGES[-1][1]
        idle = [(end + 60 * minute, end + 60 * (minute + 1), None) for minute in range(self.script.idle_minutes)]
        return [*PAGES, *idle]

    def _ends(self) -> float:
        """When the last film and the scale's recording end."""
        return self._late(23.2)

    def _talk(self) -> Iterator[tuple[float, str]]:
        """When the scale speaks, and the grams that it shows."""
        yield from ((second + 0.2, LOADS.get(second, "0.0")) for second in range(1, 23))
        yield from ((at, "0.0") for at in BETWEEN)

    def _films(self, camera: str) -> list[tuple[int, Callable[[], None]]]:
        acts: list[tuple[int, Callable[[], None]]] = []
        frames = 0
        for page, (from_s, to_s, batch) in enumerate(self._pages(), 1):
            name = f"{SESSION}-{camera}-{page:04}"
            killed = self.script.interrupt and page == 2
            pieces = pieces_of(
                self.script.film(make_film(int(to_s - from_s), "testsrc2" if camera == "scale" else "testsrc"))
            )
            kept = pieces[:-3] if killed else pieces
            epoch_us = self._unix(microseconds(from_s))
            started = {"media": "video/mp4", "way": "encoded", "batch": batch, "first_frame": frames}
            picture = {"width": 160, "height": 120, "codec": "avc1", "stream": "camera"}
            begun = name, camera, epoch_us, started | picture
            acts.append((microseconds(from_s) + 1000, lambda begun=begun: self._begin(*begun)))
            for number, piece in enumerate(kept):
                at_us = microseconds(from_s) + number * SECOND + 100_000
                acts.append((at_us, lambda name=name, piece=piece: self.growing[name].file.append(piece)))
            torn = pieces[-3].data[:200] if killed else None
            acts.append((microseconds(to_s + 0.2), lambda name=name, torn=torn: self._finish(name, torn)))
            frames += sum(piece.frames for piece in kept)
            if killed and self.script.announce:
                gap = {
                    "from_us": epoch_us + kept[-1].end_us,
                    "to_us": self._unix(microseconds(to_s)),
                    "frames_lost": None,
                }
                acts.append(
                    (microseconds(to_s + 0.3), self._act("camera.gap", camera=camera, reason="worker killed", **gap))
                )
        return acts

    def _wire(self) -> list[tuple[int, Callable[[], None]]]:
        name = f"{SESSION}-serial-0001"
        started = {"media": "text/plain", "way": "bytes", "batch": None, "first_frame": 0}
        begun = (
            name,
            "serial",
            self._unix(200_000),
            started | {"width": 0, "height": 0, "codec": "", "stream": "serial"},
        )
        acts = [(200_000, lambda: self._begin(*begun))]
        acts += [(microseconds(at), lambda grams=grams: self._hear(name, grams)) for at, grams in self._talk()]
        for at, way, text in self.script.says:
            piece = (microseconds(at), way, text.encode())
            acts.append((microseconds(at), lambda piece=piece: self._put_down(name, [piece])))
        acts.append((microseconds(self._ends()), lambda: self._finish(name, None)))
        return acts

    def _hear(self, name: str, grams: str) -> None:
        """A moment of the scale's talk: a question, and its answer in two pieces."""
        answer = self.script.voice.frame(grams)
        times = [self.now_us - 150_000, self.now_us - 100_000, self.now_us - 90_000]
        chunks = [(">", b"SI\r\n"), ("<", answer[:7]), ("<", answer[7:])]
        self._put_down(name, [(at, way, data) for at, (way, data) in zip(times, chunks, strict=True)])


def make_session(folder: Path, script: Script | None = None) -> Made:
    """Make a sealed session below a folder."""
    return Session(folder, script or Script()).make()
