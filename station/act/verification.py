"""Whether the scale was under a verification in force, as its settings say; the station sees no certificate."""

from datetime import date

from station.act.figures import civil_day
from station.act.pen import Pen
from station.rules.shapes import Data


def verification(pen: Pen, scale: Data) -> str:
    """Judge by the civil day on which the session was closed; the last day of a verification still counts."""
    texts, told = pen.texts, scale["verification"]
    if told is None:
        return texts("scale.unverified")
    expires = _day(told["expires"])
    if expires is None:
        return texts("scale.unclear_text", number=told["number"], expires=told["expires"])
    in_force = civil_day(pen.closed.at.unix_us) <= expires
    facts = {"number": told["number"], "expires": pen.figures.day(expires)}
    return texts("scale.verified_text" if in_force else "scale.expired_text", **facts)


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
