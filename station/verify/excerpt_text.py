"""README.txt of an excerpt, written from what the log and the shown bytes prove: what is here, what is not, how to check it."""

from collections.abc import Sequence

from station.verify.excerpt_basis import Basis
from station.verify.excerpt_extent import Extent, Stretch, length_us
from station.verify.times import clock, seconds

_TEXT = """\
AN EXCERPT OF THE RECORD OF A DESTRUCTION

Session    {session}, sealed {sealed_at} as entry {index} of the log
Station    {origin}
Recording  {recording} ({device}), begun {begun}
Sealed     {total} {unit} in {fragments} fragments, {bytes} bytes
           SHA-256 of the whole recording {sha256}

SHOWN in {file}: {shown_s} s, {frames} of {total} {unit}
{shown}
WITHHELD between what is shown: {withheld_s} s
{withheld}
NOT PART OF THIS EXCERPT, before and after it: {outside_s} s
{outside}
Times are UTC by the station's clock when the recording began.
{playing}

WHAT IS HERE

{file:19} the shown part, byte for byte as it was recorded and sealed
excerpt.json        which fragments are shown, and the hashes of the others
{entries}station.vkey        the station's public keys (c2sp.org/signed-note)

Each entry of the log stands in NAME.json; NAME.tlog-proof is why it stands in the log (c2sp.org/tlog-proof).

HOW TO CHECK

1. Everything at once: that the log's key signed it, that the entries stand in the log, that every shown fragment stands in
   the sealed recording, and that nothing was added, left out unsaid, or moved:
       station verify .
2. The key in station.vkey is the station's: compare it with the published one, or with what a witness noted. Nobody can do
   that for you.
3. With openssl alone, in this folder, that the station signed the checkpoint ("Signature Verified Successfully"):
       (printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; head -n 1 station.vkey | cut -d+ -f3- |
           base64 -d | tail -c 32) | openssl pkey -pubin -inform DER -out /tmp/station.pem
       sed '1,/^$/d' seal.tlog-proof > /tmp/checkpoint
       head -n 3 /tmp/checkpoint > /tmp/checkpoint.text
       sed -n 5p /tmp/checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > /tmp/checkpoint.signature
       openssl pkeyutl -verify -pubin -inkey /tmp/station.pem -rawin \\
           -in /tmp/checkpoint.text -sigfile /tmp/checkpoint.signature

WHAT THIS DOES NOT PROVE

What happened in the seconds that are not here; that the substance was what the papers say. The whole session can be asked
for: its seal commits to all of it, these seconds too.
"""
_ENTRIES = {
    "started": "the entry that begins the recording",
    "finished": "the entry that ends it",
    "listed": "the entry that lists its hash for the seal",
    "seal": "the entry that seals the session",
}
_PLAYING = {
    "camera": "The film plays in a browser or in VLC; its own times are those of the whole recording.",
    "serial": "Each line has the time in microseconds since 1970, that of the PC's other clock, the direction, the bytes in hex.",
}
_UNITS = {"camera": "frames", "serial": "lines"}


def readme(basis: Basis, extent: Extent) -> bytes:
    """Return README.txt."""
    sealed = basis.excerpt.sealed
    text = _TEXT.format(
        session=basis.seal.session,
        sealed_at=clock(basis.seal.at.unix_us),
        index=basis.seal.index,
        origin=basis.keys.name,
        recording=basis.excerpt.recording,
        device=basis.started["device"],
        begun=clock(basis.epoch_us),
        unit=_UNITS[basis.stream],
        total=sealed.frames,
        fragments=sealed.fragments,
        bytes=sealed.bytes,
        sha256=sealed.sha256,
        file=basis.file,
        frames=extent.frames,
        shown_s=seconds(length_us(extent.shown)),
        shown=_stretches(basis, extent.shown),
        withheld_s=seconds(length_us(extent.withheld)),
        withheld=_stretches(basis, extent.withheld),
        outside_s=seconds(length_us(extent.outside)),
        outside=_stretches(basis, extent.outside),
        playing=_PLAYING[basis.stream],
        entries="".join(f"{name + '.json':19} {_ENTRIES[name]}\n" for name in basis.proven),
    )
    return text.encode()


def _stretches(basis: Basis, stretches: Sequence[Stretch]) -> str:
    return "".join(
        f"  {clock(basis.epoch_us + each.from_us)} to {clock(basis.epoch_us + each.to_us)}"
        f"  ({seconds(each.from_us)} s to {seconds(each.to_us)} s)\n"
        for each in stretches
    )
