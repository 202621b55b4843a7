"""Counts and masses over time, from sealed sessions alone."""

from pydantic import Field

from api.models.values import EntryNumber, Milligrams, Shown, When


class FiguresShown(Shown):
    """What one sealed session did with one substance; nothing of it is by officer or unit."""

    session: str = Field(examples=["2026-11-21-1"])
    sealed: When = Field(validation_alias="sealed_unix_us")
    seal_entry: EntryNumber
    substance: str = Field(examples=["cannabis"])
    consignments: int = Field(examples=[2])
    packages: int = Field(examples=[14])
    burned: int = Field(examples=[12])
    set_aside: int = Field(examples=[1])
    missing: int = Field(examples=[1])
    burned_mg: Milligrams = Field(description="as the scale showed the packages burned")
    set_aside_weighed_mg: Milligrams = Field(description="as the scale showed those set aside that were weighed")
    links: dict[str, str] = Field(
        description="for each fate, where the entries behind its count and mass are listed",
        examples=[{"burned": "/api/v1/statistics/entries?session=2026-11-21-1&substance=cannabis&fate=burned"}],
    )


class EntriesBehind(Shown):
    """The entries that a figure rests on: each package's registration and its newest weighing."""

    entries: list[EntryNumber]
    how_to_check: str = (
        "GET /api/v1/entries/N shows an entry, /api/v1/entries/N/tlog-proof proves that it stands in the log."
    )
