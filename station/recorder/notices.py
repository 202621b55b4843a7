"""What the people at the furnace should know of the scale before somebody else asks: shown live, nothing is refused by it."""

from collections.abc import Iterator
from datetime import date

from station.rules.scale import checks_failed
from station.rules.session import Session, Stage
from station.settings.scale import ScaleSettings


def notices(scale: ScaleSettings, session: Session, today: date) -> list[str]:
    """Give each notice as a sentence, the scale's papers first."""
    return [*_of_papers(scale, today), *_of_session(session)]


def _of_papers(scale: ScaleSettings, today: date) -> Iterator[str]:
    verification = scale.verification
    if verification is None:
        yield "The settings name no verification of this scale: every act will say so."
    elif verification.expires < today:
        yield (
            f"The scale's verification {verification.number} expired on {verification.expires}: every act will say so. "
            "Have the scale verified, or weigh on another."
        )
    if not scale.check_weights:
        yield "The settings name no check weights: every act will say that the scale was not checked."


def _of_session(session: Session) -> Iterator[str]:
    if session.stage is not Stage.OPEN:
        return
    line = session.instrument["line"]
    if (line["unit"], line["decimals"]) != (None, None) and not session.display_confirmed:
        yield "Two people have to read the scale's display and confirm it before anything is weighed."
    if not session.check_weights:
        return
    if checks_failed(session):
        yield "The last check failed: zero the empty scale and weigh the weight again. Before it passes nothing else is weighed."
    if not session.checks and "opening" not in session.omitted:
        yield "A check weight has to be weighed before the first fire."
    elif session.batches_ended and not session.checked_since_fire and "close" not in session.omitted:
        yield "After the last fire a check weight has to be weighed before the session is closed."
