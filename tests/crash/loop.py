"""SIGKILL at random moments of a running session: recorder, camera, API and ffmpeg in turn.

`python -m tests.crash.loop --kills 200` prints what was killed, what was lost and the verdict. Nothing acknowledged may be
missing, no checkpoint may contradict another, no hole in a film may be longer than two seconds or unlogged, and the session
must go on to a seal and a bag that verifies.
"""

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import cycle, pairwise
from pathlib import Path

from station.config import load
from station.demo.stage import SceneCameras, stage
from station.evidence.export import export_session
from station.formats import checkpoint, note
from station.ledger import engine
from station.verify.trust import Trust
from station.verify.verify import verify_bag
from tests.crash.day import LongDay
from tests.crash.victims import kill_one

KINDS = ("recorder", "camera", "api", "ffmpeg")
LOSS_US = 2_000_000  # design.md, rule 7
SEEN_US = 300_000  # between two files of one camera: up to three frames' time is no hole


class Watch:
    """Keeps every checkpoint that was ever published, as a witness would."""

    def __init__(self, log):
        self._log, self._stop, self.seen = log, threading.Event(), set()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self):
        while not self._stop.wait(0.05):
            if (self._log / "checkpoint").exists():
                self.seen.add((self._log / "checkpoint").read_bytes())

    def close(self):
        """Look no more."""
        self._stop.set()
        self._thread.join()


def crash(folder, kills, seed, pause_s=(0.5, 4.0), kinds=KINDS):
    """Run one session under fire; return a summary, or fail with what was lost."""
    chance = random.Random(seed)
    killed = []
    with SceneCameras() as cameras, stage(folder, cameras.settings(None)) as (console, scale, supervisor):
        watch = Watch(folder / "recordings" / "log")
        day = LongDay(console, scale)
        day.open()
        over = threading.Event()
        operator = threading.Thread(target=lambda: [day.step() for _ in iter(over.is_set, True)])
        operator.start()
        for kind in cycle(kinds):
            if len(killed) == kills:
                break
            time.sleep(chance.uniform(*pause_s))
            if kill_one(supervisor, kind, chance.choice):
                killed.append((kind, time.time_ns() // 1000))
                print(f"  {len(killed)}/{kills} killed: {kind}", flush=True)
        over.set()
        operator.join()
        day.finish()
        watch.close()
    database = sqlite3.connect(folder / "recordings" / "station.db")
    check_acknowledged(database, day.acknowledged)
    check_no_fork(database, watch.seen)
    images = check_images(database)
    holes = check_films(database, killed)
    with engine.reader(load(folder / "config.yaml").station.database).connect() as connection:
        export_session(connection, folder / "recordings", day.session, folder / "bag")
    report = verify_bag(folder / "bag", Trust(tuple((folder / "station.vkey").read_text().split())))
    assert report.ok, "\n".join(str(failure.text) for failure in report.failures)
    return {
        "killed": dict(Counter(kind for kind, _ in killed)),
        "acknowledged": len(day.acknowledged),
        "checkpoints_seen": len(watch.seen),
        "images": images,
        "holes": len(holes),
        "longest_hole_ms": max(holes, default=0) // 1000,
    }


def check_acknowledged(database, acknowledged):
    """Every entry that an operator was told of is in the log."""
    present = {entry for (entry,) in database.execute("SELECT entry FROM entries")}

    assert sorted(set(acknowledged) - present) == []
    assert present == set(range(len(present)))


def check_no_fork(database, seen):
    """Every checkpoint that was ever published is of the one history."""
    for signed in seen:
        claimed = checkpoint.parse(note.parse(signed).text)
        (root,) = database.execute("SELECT root FROM checkpoints WHERE size = ?", (claimed.size,)).fetchone()
        assert root == claimed.root, f"two histories at size {claimed.size}"


def check_images(database):
    """Every showing of a package has one image, or one reason why there is none; return how many have an image."""
    told = database.execute("SELECT entry, kind, body FROM entries ORDER BY entry").fetchall()
    shown = [entry for entry, kind, _ in told if kind == "package.presented"]
    answers = [(kind, json.loads(body)["data"]) for _, kind, body in told if kind in {"image.cut", "image.failed"}]

    assert sorted(data["presented"] for _, data in answers) == shown
    return sum(kind == "image.cut" for kind, _ in answers)


def check_films(database, killed):
    """No hole is longer than two seconds, each is an entry, and killing the API makes none; return their lengths (us)."""
    gaps = [json.loads(data) for (data,) in database.execute("SELECT data FROM incidents WHERE kind = 'camera.gap'")]
    holes = []
    films = database.execute(
        "SELECT device, epoch_us, ended_unix_us FROM recordings WHERE stream = 'camera' ORDER BY device, epoch_us"
    ).fetchall()
    for (device, _, ended), (next_device, epoch, _) in pairwise(films):
        if device != next_device or epoch - ended <= SEEN_US:
            continue
        holes.append(epoch - ended)
        told = [gap for gap in gaps if gap["camera"] == device and gap["from_us"] <= epoch and gap["to_us"] >= ended]
        assert told, f"{device}: a hole of {(epoch - ended) // 1000} ms without an entry"
        assert epoch - ended <= LOSS_US, f"{device}: a hole of {(epoch - ended) // 1000} ms"
    causes = [at for kind, at in killed if kind in {"camera", "ffmpeg"}]
    for gap in gaps:
        near = any(gap["from_us"] - LOSS_US <= at <= gap["to_us"] + LOSS_US for at in causes)
        assert near, f"{gap['camera']}: a gap that no killed camera or encoder explains: {gap}"
    return holes


def main():
    """Run the loop from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(crash(Path(folder) / "station", arguments.kills, arguments.seed), indent=2))
    sys.exit(0)


if __name__ == "__main__":
    main()
