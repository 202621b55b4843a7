"""The station, its log, entries and proofs."""

from typing import Any

from pydantic import Field

from api.models.values import EntryNumber, Shown, When

KEY = "furnace-1.station.example+1a2b3c4d+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


class CheckpointShown(Shown):
    """A signed checkpoint (c2sp.org/tlog-checkpoint)."""

    size: int = Field(examples=[1042])
    root: str = Field(examples=[ROOT], description="base64")
    note: str = Field(examples=[f"furnace-1.station.example\n1042\n{ROOT}\n\n— furnace-1.station.example GisrPE…\n"])
    signed: When


class StationShown(Shown):
    """Who this station is. Compare the key with one that you got another way before you trust it."""

    name: str = Field(examples=["furnace-1.station.example"])
    key: str | None = Field(
        examples=[KEY], description="the verifier key, as the newest start of the station states it"
    )
    post_quantum_key: str | None = Field(
        examples=["furnace-1.station.example+5d47a164+Bm9KDm34…"],
        description="the ML-DSA-44 key beside it, if there is one",
    )
    size: int = Field(examples=[1042], description="number of entries in the log")
    checkpoint: CheckpointShown | None
    cameras: list[str] = Field(examples=[["scale", "furnace"]])
    version: str = Field(examples=["0.1.0"])


class ErrandShown(Shown):
    """Someone who is asked to vouch for the log's checkpoints: a witness or a time authority."""

    name: str = Field(examples=["newsroom.example/witness"])
    waiting: int = Field(examples=[2], description="checkpoints at the turns of sessions that wait for it")
    trouble: str | None = Field(examples=["it cannot be reached; tried again by itself"])
    alarming: bool = Field(examples=[False], description="it knows another history of this log: stop and look")


class EntryShown(Shown):
    """An entry. What was hashed are the bytes of `/entries/{number}/bytes`; `entry` is the same, read."""

    number: EntryNumber
    leaf_hash: str = Field(examples=["3c" * 32], description="SHA-256(0x00 || bytes), hex")
    entry: dict[str, Any] = Field(
        examples=[
            {
                "v": 1,
                "kind": "burn.started",
                "at": {"mono_us": 81234567, "unix_us": 1795262400123456, "utc": "2026-11-21T10:00:00.123456Z"},
                "session": "2026-11-21-1",
                "by": "operator-1",
                "data": {"batch": "B1"},
            }
        ]
    )


class EntryPage(Shown):
    """Entries in order. `next` asks for the next page; null at the end of what is there so far."""

    entries: list[EntryShown]
    next: EntryNumber | None
    size: int = Field(examples=[1042], description="number of entries in the log")


class ProofShown(Shown):
    """The path from an entry to the root of a tree (RFC 9162), the leaf's sibling first."""

    index: EntryNumber
    size: int = Field(examples=[1042])
    leaf_hash: str = Field(examples=["3c" * 32], description="hex")
    hashes: list[str] = Field(examples=[[ROOT]], description="base64")
    root: str = Field(examples=[ROOT], description="base64; it stands in the checkpoint of this size")
