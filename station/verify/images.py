"""The image of each package: is it the file that was sealed, and does it name a frame of the film of its showing.

Limits: that the JPEG shows this frame is for eyes, or for any decoder, to say (docs/format.md section 4 has the command). Of a
film that is not as sealed, its frames' times are not looked at.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate

from station.formats.entry import Entry
from station.formats.errors import Malformed
from station.formats.frames import frames_of
from station.verify import layout
from station.verify.bag import open_plain
from station.verify.presence import PRESENTED, film_start
from station.verify.record import Facts, Record
from station.verify.recordings import Material, is_whole
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import seconds
from station.verify.words import Said, Words, listed, words

CUT, FAILED = "image.cut", "image.failed"
# The picture that stands is the last one; the rules call a longer hole a gap.
AWAY_US = 2_000_000


def check_images(material: Material, record: Record, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Check every image, then tell of the showings without one."""
    cut = list(record.of_kind(CUT))
    passed = words(
        "Each of the {count} images is as it was sealed, and names a frame that was filmed when its package was presented. "
        "Whether the picture shows that frame is not checked here; docs/format.md says how.",
        count=len(cut),
    )
    if not cut:
        passed = words("No image of a package was cut, so none was to be checked.")
    yield from conclude("images", passed, _faults(_Gallery(material, record, facts), record))


def _faults(gallery: "_Gallery", record: Record) -> Iterator[Fault]:
    answered: dict[int, Entry] = {}
    for entry in record.of_kind(CUT, FAILED):
        texts = list(gallery.showing_faults(entry))
        if entry.data["presented"] in answered:
            texts.append(
                words(
                    "Entry {index} tells a second time of the image of one showing of package {package}.",
                    index=entry.index,
                    package=entry.data["package"],
                )
            )
        answered.setdefault(entry.data["presented"], entry)
        if entry.kind == CUT:
            texts += [*gallery.file_faults(entry), *gallery.frame_faults(entry)]
        yield from (Fault(text, {"entry": entry.index, "package": entry.data["package"]}) for text in texts)
    yield from _without(record, answered)


def _without(record: Record, answered: Mapping[int, Entry]) -> Iterator[Fault]:
    """Note the showings of which there is no image."""
    told: list[Words] = []
    numbers: list[int] = []
    for shown in record.of_kind(PRESENTED):
        answer = answered.get(shown.index)
        if answer is not None and answer.kind == CUT:
            continue
        numbers.append(shown.index)
        where = {"package": shown.data["package"], "index": shown.index}
        if answer is None:
            told.append(words("{package} (entry {index}), and no entry says why", **where))
        else:
            told.append(words("{package} (entry {index}): {reason}", reason=repr(answer.data["reason"]), **where))
    if told:
        yield note(
            words("No image was cut of these packages as they were shown: {told}.", told=listed(told)), entries=numbers
        )


class _Gallery:
    """What the images of one bag are held against."""

    def __init__(self, material: Material, record: Record, facts: Mapping[str, Facts]) -> None:
        self._material, self._facts = material, facts
        self._shown = {entry.index: entry for entry in record.of_kind(PRESENTED)}
        cameras = record.opened.data["cameras"] if record.opened else []
        self._camera = cameras[0]["camera"] if cameras else ""
        # each fragment is read once, however many entries name frames of it
        self._times = lru_cache(maxsize=None)(self._read_times)

    def showing_faults(self, entry: Entry) -> Iterator[Said]:
        """Check that the entry follows the showing that it names."""
        shown = self._shown.get(entry.data["presented"])
        if shown is None or shown.index > entry.index or shown.data["package"] != entry.data["package"]:
            yield words(
                "Entry {index} is about an image of package {package}, but entry {presented} before it does not "
                "present this "
                "package.",
                index=entry.index,
                package=entry.data["package"],
                presented=entry.data["presented"],
            )

    def file_faults(self, entry: Entry) -> Iterator[Said]:
        """Check that the image is in the bag, as it was when it was cut."""
        file = layout.image_path(entry.data["presented"])
        about = {"file": file, "package": entry.data["package"], "index": entry.index}
        scan = self._material.scans.get(file)
        if scan is None:
            yield words("{file} is missing: the image of package {package} (entry {index}).", **about)
        elif (scan.sha256, self._material.bag.sizes[file]) != (entry.data["sha256"], entry.data["bytes"]):
            yield words("{file} is not the image of package {package} that was sealed (entry {index}).", **about)

    def frame_faults(self, entry: Entry) -> Iterator[Said]:
        """Check that the frame is one of the film, of this moment, and near the showing."""
        data = entry.data
        about = {"index": entry.index, "frame": data["frame"], "recording": data["recording"]}
        film = self._facts.get(data["recording"])
        if film is None or film.stream != "camera" or film.device != self._camera:
            yield words(
                "Entry {index} names a frame of {recording}, which is no film of camera {camera}.",
                index=entry.index,
                recording=data["recording"],
                camera=self._camera,
            )
            return
        place = data["frame"] - film.started.data["first_frame"]
        if not 0 <= place < film.sealed.get("frames", 0):
            yield words("Entry {index} names frame {frame} of {recording}, which has no such frame.", **about)
            return
        found = self._time_of(film, place)
        if found is not None and film.epoch_us + found != data["unix_us"]:
            yield words(
                "Entry {index} says another time of frame {frame} of {recording} than the film, by {off} s.",
                off=seconds(data["unix_us"] - film.epoch_us - found),
                **about,
            )
        yield from self._far(entry, film)

    def _far(self, entry: Entry, film: Facts) -> Iterator[Said]:
        shown, timeline = self._shown.get(entry.data["presented"]), self._material.timeline
        if shown is None:
            return
        filmed = film_start(timeline, film.started) + entry.data["unix_us"] - film.epoch_us
        away_us = filmed - timeline.of(shown)
        if abs(away_us) > AWAY_US:
            yield words(
                "The image of package {package} (entry {index}) was filmed {away} s away from its showing, entry "
                "{presented}.",
                package=entry.data["package"],
                index=entry.index,
                away=seconds(abs(away_us)),
                presented=shown.index,
            )

    def _time_of(self, film: Facts, place: int) -> int | None:
        """The media time of a frame by its place in the file; None when the film cannot tell."""
        if not is_whole(film, self._material.scans):
            return None
        lines = self._material.scans[layout.recording_path(film.recording, film.stream)].lines
        ends = list(accumulate(line.frames for line in lines))
        number = next((n for n, end in enumerate(ends) if place < end), None)
        if number is None:
            return None
        times = self._times(film.recording, film.stream, number)
        within = place - ends[number] + lines[number].frames
        return times[within] if within < len(times) else None

    def _read_times(self, recording: str, stream: str, number: int) -> tuple[int, ...]:
        path = layout.recording_path(recording, stream)
        lines = self._material.scans[path].lines
        try:
            with open_plain(self._material.bag.path(path)) as file:
                head = file.read(lines[0].bytes)
                file.seek(lines[number].offset)
                return tuple(frame.start_us for frame in frames_of(head, file.read(lines[number].bytes)))
        except (Malformed, OSError):
            return ()  # `recordings` says what is wrong with a film
