"""A recording's sealed fragments, with their true times: from the recording itself, or, where it is damaged, from its list."""

from station.excerpts.errors import RecordingDamaged
from station.excerpts.sources import Files
from station.formats.errors import Malformed
from station.formats.fragment_lines import FragmentLine, parse_lines
from station.verify.commits import root_of
from station.verify.divide import divide_film, divide_serial
from station.verify.record import Facts
from station.verify.scan import Progress, scan_files


def sealed_fragments(facts: Facts, files: Files, progress: Progress | None = None) -> list[FragmentLine]:
    """Return all fragments of a recording, whose hashes give the sealed root; raise `RecordingDamaged`.

    A recording that was changed still shows what is whole of it, as long as its fragment list is the sealed one.
    """
    listed, trouble = _read_list(files)
    divide = divide_film if facts.stream == "camera" else divide_serial(listed, facts.epoch_us)
    name = files.recording.name
    try:
        size = files.recording.stat().st_size
    except OSError as error:
        raise RecordingDamaged(facts.recording, f"{files.recording}: {error.strerror}") from error
    scan = scan_files({name: (files.recording, size)}, {name: divide}, progress)[name]
    for lines in (list(scan.lines), listed):
        if root_of(lines) == facts.sealed["root"]:
            return lines
    reason = scan.trouble or trouble or "neither the file nor its fragment list gives the sealed root"
    raise RecordingDamaged(facts.recording, reason.removesuffix("."))


def _read_list(files: Files) -> tuple[list[FragmentLine], str]:
    try:
        return parse_lines(files.fragments.read_bytes(), files.fragments.name), ""
    except (OSError, Malformed) as error:
        return [], str(error)
