"""Recordings, their fragments, and the answer to: which footage, with which hash."""

from pydantic import Field

from api.models.values import EntryNumber, Shown, When

RECORDING = "2026-11-21-1-furnace-3"


class RecordingShown(Shown):
    """A recording and the newest totals that an entry committed. `sha256` is null while it grows."""

    recording: str = Field(examples=[RECORDING])
    session: str = Field(examples=["2026-11-21-1"])
    stream: str = Field(examples=["camera"], description="camera or serial")
    device: str = Field(examples=["furnace"])
    way: str = Field(examples=["original"], description="original, encoded or bytes")
    batch: str | None = Field(examples=["B1"])
    file: str = Field(examples=[f"2026-11-21-1/{RECORDING}.mp4"], description="path below the recordings folder")
    media: str = Field(examples=["video/mp4"])
    begun: When = Field(validation_alias="epoch_us", description="the wall clock at media time 0")
    ended: When | None = Field(validation_alias="ended_unix_us")
    first_frame: int = Field(examples=[4500], description="frame numbers run on over a camera's files in a session")
    frames: int = Field(examples=[15000])
    fragments: int = Field(examples=[601])
    bytes: int = Field(examples=[47185920])
    root: str | None = Field(examples=["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="], description="RFC 6962, base64")
    sha256: str | None = Field(examples=["9f" * 32], description="what `sha256sum FILE` prints")
    interrupted: bool | None = Field(examples=[False], description="true when its writer was killed")
    start_entry: EntryNumber
    finish_entry: EntryNumber | None


class FragmentShown(Shown):
    """A fragment, as the list beside the recording has it; media times count from the recording's `begun`."""

    index: int = Field(examples=[1])
    offset: int = Field(examples=[1024], description="of its first byte in the file")
    bytes: int = Field(examples=[78643])
    frames: int = Field(examples=[25])
    start_us: int = Field(examples=[0])
    end_us: int = Field(examples=[1000000])
    sha256: str = Field(examples=["9f" * 32])
    leaf: str = Field(examples=["3c" * 32], description="SHA-256(0x00 || fragment), the leaf of the recording's root")


class FragmentPage(Shown):
    """Fragments in order. `next` asks for the next page; null at the end of what is there so far."""

    recording: str = Field(examples=[RECORDING])
    fragments: list[FragmentShown]
    next: int | None = Field(examples=[100])


class FootageHash(RecordingShown):
    """A recording, with the entry of its session's seal."""

    seal_entry: EntryNumber | None


class CaseConsignment(Shown):
    """A consignment of the case that was asked for."""

    session: str = Field(examples=["2026-11-21-1"])
    consignment: str = Field(examples=["C1"])
    entry: EntryNumber


class FootageHashes(Shown):
    """Which footage, with which hash, and where in the log that stands."""

    case: str | None = Field(examples=["26-7512-00-3/118"], description="the case number that was asked for")
    consignments: list[CaseConsignment] = Field(description="the case's consignments; empty for other questions")
    recordings: list[FootageHash]
    how_to_check: list[str] = Field(examples=[["sha256sum FILE prints the sha256 given here."]])
