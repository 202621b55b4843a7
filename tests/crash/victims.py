"""The processes of a running station, found in /proc by what they are, and killed."""

import os
import signal
from pathlib import Path


def children(pid):
    """The process numbers below a process, all generations."""
    below = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            direct = [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
        for child in direct:
            below += [child, *children(child)]
    return below


def kind_of(pid):
    """What a process of the station is: recorder, api, camera, ffmpeg, or None."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        above = Path(f"/proc/{parent}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    if b"ffmpeg" in words[0]:
        return "ffmpeg"
    if b"station.recorder" in words:
        return "recorder"
    if b"api" in words:
        return "api"
    # a camera is forked from the warm server, which has the same command line
    return "camera" if b"forkserver" in above else None


def kill_one(supervisor, kind, choose):
    """Kill one process of a kind with SIGKILL; False when there is none at this moment."""
    found = [pid for pid in children(supervisor) if kind_of(pid) == kind]
    if not found:
        return False
    try:
        os.kill(choose(found), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
