"""The balance of masses: each figure with its uncertainty and the entries that it rests on."""

from typing import Self

from pydantic import Field

from api.models.values import EntryNumber, Milligrams, Shown
from station.rules import balance as drawn_up


class GapShown(Shown):
    """One thing that is not known, and therefore keeps a line from closing."""

    lacking: str = Field(examples=["mass"])
    consignment: str | None = Field(examples=["C-2026-118"])
    number: str | None = Field(examples=["K-2026-0117"])


class AmountShown(Shown):
    """A figure. `known_mg` is all of it only where `unknown` is empty, and `mg` null where it is not."""

    mg: Milligrams | None
    known_mg: Milligrams
    bound_mg: Milligrams = Field(description="the permissible errors of the weighings in it")
    parts: int = Field(description="of how many masses it is the sum", examples=[14])
    stated: int = Field(description="how many of these rest on papers alone", examples=[2])
    entries: list[EntryNumber]
    unknown: list[GapShown]


class LineShown(Shown):
    """seized - analysed - sampled - presented = difference; presented = burned + set aside + missing."""

    basis: str = Field(examples=["gross"], description="net, gross, mixed or unstated: what the papers' mass was")
    seized: AmountShown
    analysed: AmountShown
    sampled: AmountShown
    presented: AmountShown
    difference: AmountShown
    burned: AmountShown
    set_aside: AmountShown
    missing: AmountShown
    change: str | None = Field(
        examples=["same within U"],
        description="same within U, lost or gained beyond it; null where the line does not close",
    )


class ConsignmentBalance(Shown):
    """One consignment's line."""

    consignment: str = Field(examples=["C-2026-118"])
    substance: str = Field(examples=["cannabis"])
    sessions: list[str] = Field(examples=[["2026-11-21-1"]])
    entries: list[EntryNumber]
    line: LineShown


class BalanceShown(Shown):
    """A balance: the line of all together, of each consignment, and the ash beside it, which is part of no line."""

    total: LineShown
    residue: AmountShown | None = Field(
        description="null of a case and of a consignment: only what was left of a whole session's fires is weighed"
    )
    consignments: list[ConsignmentBalance]
    how_to_check: str = (
        "GET /api/v1/entries/N shows an entry, /api/v1/entries/N/tlog-proof proves that it stands in the log."
    )

    @classmethod
    def of_sessions(cls, found: drawn_up.Balance) -> Self:
        """Show the balance of whole sessions."""
        return cls.model_validate({"total": found.life, "residue": found.residue, "consignments": found.consignments})

    @classmethod
    def of_goods(cls, found: drawn_up.Balance) -> Self:
        """Show the balance of some of the goods: what is left of a fire is ash of all that burned in it."""
        return cls.model_validate({"total": found.life, "residue": None, "consignments": found.consignments})
