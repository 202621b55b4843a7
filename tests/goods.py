"""The papers of made-up goods: the data of entries, with all that their kinds ask for, and what a test wants otherwise."""

from typing import Any

PROFILE = {"code": "KZ", "sha256": "0" * 64}
CONDITIONS = {"opinion": True, "sample": True, "drying_permille": 770, "draw": None}
NOTHING: dict[str, Any] = {"gross_mg": None, "net_mg": None, "count": None, "millilitres": None}


class AllFilm:
    """Cameras of which none is held up: the entries say whether they film."""

    def held_up_by(self) -> None:
        """Nothing."""


def stated(**amounts: int) -> dict[str, Any]:
    """Give stated amounts; what is not named was not stated."""
    return NOTHING | amounts


def consignment(number: str, **otherwise: Any) -> dict[str, Any]:
    """Give a consignment of fresh cannabis, with an expert opinion."""
    opinion = {"number": "1", "date": "2026-10-02", "result": "cannabis", "purity_permille": None, "used_mg": 1_000}
    return {
        "consignment": number,
        "case": "26-1",
        "court": "district court",
        "investigator": "investigation department",
        "seizure_act": "act 14",
        "seizure_place": "road km 118",
        "seizure_date": "2026-09-28",
        "substance": "cannabis",
        "form": "plant",
        "fresh": True,
        "stated": NOTHING,
        "source": "opinion 1",
        "opinions": [opinion],
        "continues": None,
        "failed_in": None,
    } | otherwise


def package(number: str, seal: str, *, gross_mg: int | None = 5_000_000, **otherwise: Any) -> dict[str, Any]:
    """Give a package of consignment C1."""
    return {
        "package": number,
        "consignment": "C1",
        "case_package": None,
        "seal": seal,
        "seal_at_seizure": None,
        "seal_in_store": None,
        "description": "sack",
        "stated": NOTHING | {"gross_mg": gross_mg},
        "last": None,
        "sample": None,
        "set_aside_in": None,
    } | otherwise


def sample(number: str, of: str, **otherwise: Any) -> dict[str, Any]:
    """Give a sample of a consignment, kept before the session."""
    return {
        "sample": number,
        "which": "A",
        "consignment": of,
        "package": None,
        "mass_mg": 20_000,
        "source": "opinion 1",
        "seal": f"S-{number}",
        "keeper": "forensic centre",
        "place": "store of the forensic centre",
        "until": "the verdict is in force",
        "seen": False,
    } | otherwise


def shown(number: str, seal: str | None, **otherwise: Any) -> dict[str, Any]:
    """Give a package as it was shown to the cameras."""
    return {"package": number, "seal": seal, "seal_state": "intact", "remark": None} | otherwise


def told(paper: dict[str, Any]) -> dict[str, Any]:
    """Give what an operator tells of a paper: all but what the station finds out by itself."""
    return {name: value for name, value in paper.items() if name not in {"continues", "failed_in", "set_aside_in"}}
