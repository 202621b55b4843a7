"""Live Matroska carries frames with their exact times; PyAV reads it back."""

import io
import random

import av
import pytest

from station.formats import matroska
from station.formats.h264 import inspect
from tests.films import ffmpeg
from tests.real_film import made_film


def read_back(data):
    """Stream, time in microseconds and payload of each packet that PyAV finds."""
    with av.open(io.BytesIO(data)) as container:
        return [
            (packet.stream.index, round(packet.pts * packet.time_base * 1_000_000), bytes(packet))
            for packet in container.demux()
            if packet.pts is not None
        ]


def raw_frame(seed, width=16, height=16):
    """An I420 picture of noise."""
    return random.Random(seed).randbytes(width * height * 3 // 2)


@pytest.mark.parametrize("times", [[0], [0, 1, 2], [0, 40_000, 80_017, 2_000_000_123], [10**13, 10**13 + 99]])
def test_times_are_kept_to_the_microsecond(times):
    """From one microsecond up to four months of film."""
    frames = [raw_frame(number) for number in range(len(times))]
    data = matroska.header([matroska.RawVideo(16, 16, 40_000)])
    for at_us, frame in zip(times, frames, strict=True):
        data += matroska.block_head(1, at_us, len(frame), keyframe=True) + frame

    assert read_back(data) == [(0, at_us, frame) for at_us, frame in zip(times, frames, strict=True)]


def test_a_text_stands_beside_its_frame():
    """Text of any script, with its own time."""
    frame, text = raw_frame(1), "кадр 7  Қызыл  1234.50 g"
    data = matroska.header([matroska.RawVideo(16, 16, 40_000), matroska.Text()])
    data += matroska.text_block(2, 500, 40_000, text)
    data += matroska.block_head(1, 500, len(frame), keyframe=True) + frame

    assert sorted(read_back(data)) == [(0, 500, frame), (1, 500, text.encode())]


@pytest.mark.parametrize("size", [1, 100, 126, 127, 128, 16_382, 16_383, 2_097_150, 3_110_400])
def test_every_size_of_frame_is_told_right(size):
    """Around each length of a size field, where one off would shift all that follows."""
    frame = bytes(size)
    data = matroska.header([matroska.Text()])
    data += matroska.block_head(1, 0, size, keyframe=True) + frame
    data += matroska.text_block(1, 7, 1, "end")

    assert [len(payload) for _, _, payload in read_back(data)] == [size, 3]


def test_annex_b_packets_pass_untouched_into_a_film(tmp_path):
    """A camera's packets come out of ffmpeg's film as the same NAL units, each at its own time."""
    film = made_film(tmp_path / "film.mp4", seconds=1)
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        annex_b = av.BitStreamFilterContext("h264_mp4toannexb", stream)
        packets = [bytes(out) for packet in container.demux(stream) for out in annex_b.filter(packet) if out.size]
    times = [number * 40_000 + number % 7 for number in range(len(packets))]
    data = matroska.header([matroska.H264Video(640, 360, 40_000, inspect(packets[0]).parameter_sets)])
    for at_us, packet in zip(times, packets, strict=True):
        data += matroska.block_head(1, at_us, len(packet), keyframe=inspect(packet).keyframe) + packet
    (tmp_path / "live.mkv").write_bytes(data)

    made = read_back(ffmpeg("-i", str(tmp_path / "live.mkv"), "-c", "copy"))

    assert len(made) == len(packets) == 25
    assert (
        max(abs(at_us - wanted) for (_, at_us, _), wanted in zip(made, times, strict=True)) <= 6
    )  # half a tick of 1/90000 s
    assert [_units_with_lengths(packet) for _, _, packet in made] == [_units_with_starts(packet) for packet in packets]


def _units_with_lengths(data):
    units = []
    while data:
        size = 4 + int.from_bytes(data[:4], "big")
        units.append(data[4:size])
        data = data[size:]
    return units


def _units_with_starts(data):
    return [unit.rstrip(b"\x00") for unit in data.split(b"\x00\x00\x01")[1:]]


def test_key_frames_and_b_frames_are_told_from_the_packets(tmp_path):
    """What inspect says of each packet is what PyAV's decoder finds."""
    film = made_film(tmp_path / "film.mp4", seconds=2, gop=25, b_frames=2)
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        annex_b = av.BitStreamFilterContext("h264_mp4toannexb", stream)
        units = [inspect(bytes(out)) for p in container.demux(stream) for out in annex_b.filter(p) if out.size]
    with av.open(str(film)) as container:
        kinds = [av.video.frame.PictureType(frame.pict_type).name for frame in container.decode(video=0)]

    assert sum(unit.keyframe for unit in units) == kinds.count("I")
    assert sum(unit.has_b_slice for unit in units) == kinds.count("B") > 0
    assert bool(units[0].parameter_sets)
