"""The demo's papers: two consignments of two cases, their packages, samples and custody, as a store's lists would have them."""

from dataclasses import dataclass
from typing import Any

from station.demo.console import Console


@dataclass(frozen=True)
class Sack:
    """A package as the demo's papers describe it."""

    package: str
    consignment: str
    seal: str
    gross_mg: int


BATCHES = (
    (Sack("K-0101", "C1", "KZ-550101", 12_480_000), Sack("K-0102", "C1", "KZ-550102", 11_935_000)),
    (Sack("K-0103", "C1", "KZ-550103", 9_310_000), Sack("K-0201", "C2", "KZ-550201", 1_042_000)),
    (Sack("K-0202", "C2", "KZ-550202", 998_000),),
)
SPOILT = Sack("K-0203", "C2", "KZ-550203", 1_004_000)
SACKS = (*(sack for batch in BATCHES for sack in batch), SPOILT)
SAMPLE_MG = 20_000
USED_MG = 1_000  # by the expert's analysis
CONSIGNMENTS: dict[str, dict[str, Any]] = {
    "C1": {"case": "demo-26-118", "substance": "cannabis", "form": "plant", "fresh": True},
    "C2": {"case": "demo-26-204", "substance": "heroin", "form": "powder", "fresh": False},
}


def load(console: Console, path: str) -> None:
    """Register all of it at once, as from a list that was checked beforehand."""
    console.post(
        path,
        consignments=[_consignment(number, **known) for number, known in CONSIGNMENTS.items()],
        packages=[_package(sack) for sack in SACKS],
        custody=[step for number in CONSIGNMENTS for step in _custody(number)],
        samples=[_sample(number, which) for number in CONSIGNMENTS for which in ("A", "B")],
    )


def _consignment(number: str, **known: Any) -> dict[str, Any]:
    held_mg = sum(sack.gross_mg for sack in SACKS if sack.consignment == number)
    opinion = {"number": f"demo-{number}", "date": "2026-10-02", "result": known["substance"], "used_mg": USED_MG}
    return known | {
        "consignment": number,
        "court": "demo court",
        "investigator": "demo investigation department",
        "seizure_act": f"demo act {number}",
        "seizure_place": "demo road",
        "seizure_date": "2026-09-28",
        "stated": {"gross_mg": held_mg + 2 * SAMPLE_MG + USED_MG},
        "source": "expert opinion",
        "opinions": [opinion],
    }


def _package(sack: Sack) -> dict[str, Any]:
    paper = {"package": sack.package, "consignment": sack.consignment, "seal": sack.seal}
    return paper | {"description": "sealed sack", "stated": {"gross_mg": sack.gross_mg}}


def _sample(number: str, which: str) -> dict[str, Any]:
    kept = {"sample": f"{number}-{which}", "which": which, "consignment": number, "mass_mg": SAMPLE_MG}
    where = {"keeper": "demo forensic centre", "place": "demo forensic centre", "until": "the verdict is in force"}
    return kept | where | {"seal": f"KZ-77{number}{which}", "source": "expert opinion"}


def _custody(number: str) -> list[dict[str, Any]]:
    step = {"consignment": number, "place": "demo store"}
    seized = {"giver": "demo patrol", "holder": "demo investigator", "role": "investigator", "why": "seized"}
    stored = {
        "giver": "demo investigator",
        "holder": "demo storekeeper",
        "role": "storekeeper",
        "why": "kept as evidence",
    }
    return [
        step | seized | {"since": "2026-09-28T18:30:00+05:00", "until": "2026-09-29T11:00:00+05:00"},
        step | stored | {"since": "2026-09-29T11:00:00+05:00"},
    ]
