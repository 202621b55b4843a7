"""What an insider may do to a bag: edits of films as their bytes allow, and everything unsigned made anew to fit."""

import hashlib
import io
import struct
from pathlib import Path

from station.formats.fragment_lines import FragmentLine, encode_lines
from station.formats.mp4 import fragments_of
from station.verify import layout
from tests.films import ffmpeg, pieces_of


def without(film: bytes, first: int, stop: int) -> bytes:
    """The film without the fragments `first` to `stop` - 1."""
    pieces = [piece.data for piece in pieces_of(film)]
    return b"".join(pieces[:first] + pieces[stop:])


def swapped(film: bytes, one: int, other: int) -> bytes:
    """The film with two fragments in each other's place."""
    pieces = [piece.data for piece in pieces_of(film)]
    pieces[one], pieces[other] = pieces[other], pieces[one]
    return b"".join(pieces)


def slowed_by_timescale(film: bytes) -> bytes:
    """The film at half speed, by its header alone: `mdhd` counts half as many ticks a second."""
    at = film.index(b"mdhd") + 4 + 12
    assert film[at : at + 4] == struct.pack(">I", 90_000)
    return film[:at] + struct.pack(">I", 45_000) + film[at + 4 :]


def slowed_by_durations(film: bytes) -> bytes:
    """The film at half speed, by the times in every fragment: `tfdt` and the default duration are doubled."""
    pieces = [bytearray(piece.data) for piece in pieces_of(film)]
    for piece in pieces[1:]:
        at = piece.index(b"tfdt") + 8
        struct.pack_into(">Q", piece, at, struct.unpack_from(">Q", piece, at)[0] * 2)
        _double_durations(piece)
    return b"".join(bytes(piece) for piece in pieces)


def cropped(film: bytes, folder: Path) -> bytes:
    """The film with the lower third cut off for every player: the H.264 parameter sets alone are edited, by ffmpeg."""
    head = pieces_of(_ffmpeg(film, folder, "-c", "copy", "-bsf:v", "h264_metadata=crop_bottom=40"))[0].data
    rest = film[len(pieces_of(film)[0].data) :]
    return head + rest


def encoded_again(film: bytes, folder: Path) -> bytes:
    """The same pictures, encoded a second time."""
    return _ffmpeg(film, folder, "-c:v", "libx264", "-crf", "30", "-g", "10", "-bf", "0")


def replace(bag: Path, file: str, data: bytes) -> None:
    """Write other bytes into a file of the bag."""
    (bag / file).write_bytes(data)


def list_anew(bag: Path, film: str) -> None:
    """Make the fragment list of a film anew from its bytes."""
    path = bag / film
    lines = []
    for index, piece in enumerate(fragments_of(io.BytesIO(path.read_bytes()))):
        hashes = hashlib.sha256(b"\x00" + piece.data).hexdigest(), hashlib.sha256(piece.data).hexdigest()
        times = piece.frames, piece.start_us, piece.end_us
        lines.append(FragmentLine(index, piece.offset, len(piece.data), *times, *hashes))
    (bag / layout.fragments_path(path.stem)).write_bytes(encode_lines(lines))


def manifest_anew(bag: Path) -> None:
    """Make both manifests and the payload's size anew from the files as they are."""
    files = {str(path.relative_to(bag)): path for path in sorted(bag.rglob("*")) if path.is_file()}
    payload = {name: path for name, path in files.items() if layout.is_payload(name)}
    oxum = f"Payload-Oxum: {sum(path.stat().st_size for path in payload.values())}.{len(payload)}"
    info = [oxum if line.startswith("Payload-Oxum") else line for line in _lines(bag / layout.INFO)]
    (bag / layout.INFO).write_text("".join(f"{line}\n" for line in info))
    (bag / layout.MANIFEST).write_bytes(layout.manifest({name: _sha256(path) for name, path in payload.items()}))
    tags = {name: _sha256(bag / name) for name in layout.TAG_FILES}
    (bag / layout.TAG_MANIFEST).write_bytes(layout.manifest(tags))


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _double_durations(piece: bytearray) -> None:
    """Double the default sample duration in `tfhd`, or each one in `trun`, wherever the fragment keeps them."""
    tfhd = piece.index(b"tfhd") + 4
    flags = struct.unpack_from(">I", piece, tfhd)[0] & 0xFFFFFF
    if flags & 0x8:
        at = tfhd + 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
        struct.pack_into(">I", piece, at, struct.unpack_from(">I", piece, at)[0] * 2)
    trun = piece.index(b"trun") + 4
    flags, count = struct.unpack_from(">II", piece, trun)
    if flags & 0x100:
        step = 4 * sum(1 for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit)
        start = trun + 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
        for at in range(start, start + count * step, step):
            struct.pack_into(">I", piece, at, struct.unpack_from(">I", piece, at)[0] * 2)


def _ffmpeg(film: bytes, folder: Path, *how: str) -> bytes:
    source = folder / "source.mp4"
    source.write_bytes(film)
    return ffmpeg("-i", str(source), *how)
