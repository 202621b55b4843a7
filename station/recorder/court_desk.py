"""What the commands about courts do. A request and its answer are entries of the station, in a session or outside of one.

A request is answered once: whoever needs another answer makes another request, and both stand in the log.
"""

import base64

from sqlalchemy import Connection, Engine, func, select

from station.ledger import proofs
from station.ledger.errors import NoCheckpoint
from station.ledger.queries import RequestRow
from station.recorder import commands as say
from station.recorder.answers import Done, done
from station.recorder.book import Book, Fact
from station.recorder.plain import Act
from station.recorder.refusals import not_answerable


class CourtDesk:
    """Carries out the commands about courts."""

    def __init__(self, book: Book, reader: Engine) -> None:
        self._book, self._reader = book, reader
        self.acts: dict[type[say.Message], Act] = {
            say.RequestAnswer: self._request,
            say.AnswerRequest: self._answer,
        }

    def _request(self, order: say.RequestAnswer, by: str) -> Done:
        with self._book.turn:
            with self._reader.connect() as connection:
                number = connection.scalar(select(func.count()).select_from(RequestRow)) or 0
            request = f"R{number + 1}"
            data = {"request": request, **order.told()}
            entries = self._book.record(Fact("court.requested", data, of_the_station=True), by=by)
        return done(entries, request=request)

    def _answer(self, order: say.AnswerRequest, by: str) -> Done:
        with self._book.turn:
            with self._reader.connect() as connection:
                _check_request(connection, order.request)
                _check_checkpoint(connection, order)
            entries = self._book.record(Fact("court.answered", order.told(), of_the_station=True), by=by)
        return done(entries, request=order.request)


def _check_request(connection: Connection, request: str) -> None:
    row = connection.execute(select(RequestRow).where(RequestRow.request == request)).first()
    if row is None:
        raise not_answerable(f"There is no request {request}.")
    if row.answer_entry is not None:
        raise not_answerable(f"Request {request} was answered with entry {row.answer_entry}.")


def _check_checkpoint(connection: Connection, order: say.AnswerRequest) -> None:
    """Raise unless the answer tells of this log, after the request came."""
    try:
        held = proofs.checkpoint_at(connection, order.size)
    except NoCheckpoint as error:
        raise not_answerable(f"This log never signed a checkpoint of {order.size} entries.") from error
    if base64.b64encode(held.root).decode() != order.root:
        raise not_answerable(f"The root of this log at {order.size} entries is another one.")
    asked = connection.scalar(select(RequestRow.entry).where(RequestRow.request == order.request))
    if asked is None or asked >= order.size:
        raise not_answerable(f"The answer is as of {order.size} entries, before request {order.request} came.")
