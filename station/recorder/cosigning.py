"""Cosignatures of people in the room: checked against the key that each presented and against the log, then recorded.

The station holds none of these keys. While a session is open its people co-sign any of its checkpoints; once it is sealed,
and until the next one is opened, they co-sign the checkpoint of its seal.
"""

import base64
import json
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, select

from station.formats.cosignature import parse_verifier
from station.formats.errors import VerificationError
from station.formats.personal import PersonalCosignature, parse_personal_key
from station.ledger import proofs
from station.ledger.errors import NoCheckpoint
from station.ledger.queries import SessionRow
from station.ledger.tables import entries
from station.recorder.book import Book, Fact
from station.recorder.commands import CosignCheckpoint
from station.recorder.refusals import not_signed
from station.rules.session import said_by
from station.rules.shapes import Data


class Cosigning:
    """Judges keys and cosignatures for the desk. `origin` is the log's name; `others` are verifier keys of no person here."""

    def __init__(self, book: Book, reader: Engine, origin: str, others: Iterable[str] = ()) -> None:
        self._book, self._reader, self._origin = book, reader, origin
        self._others = {parse_verifier(each).public_key: parse_verifier(each).name for each in others}

    def check_key(self, text: str) -> None:
        """Raise `Refused` unless it is a key that a person may present."""
        try:
            key = parse_personal_key(text)
        except VerificationError as error:
            raise not_signed(str(error)) from error
        if key.public_key in self._others:
            raise not_signed(f"This is the key of {self._others[key.public_key]}, and no person's.")

    def cosigned(self, order: CosignCheckpoint) -> Fact:
        """Return the fact that a person co-signed a checkpoint; raise `Refused` when that does not hold."""
        data = order.told()
        with self._reader.connect() as connection:
            self._check_checkpoint(connection, data)
            if self._book.session_id is not None:
                return self._fact(data, self._book.session.keys)
            session, seal = self._last_sealed(connection)
            if order.size != seal + 1:
                raise not_signed(
                    f"No session is open, and the checkpoint of the last seal has {seal + 1} entries, not {order.size}."
                )
            if said_by(data) in _signed_after(connection, seal):
                raise not_signed("This cosignature is recorded already.")
            return self._fact(data, _keys_of(connection, session), session)

    def _fact(self, data: Data, keys: dict[str, str], sealed: str | None = None) -> Fact:
        if data["person"] not in keys:
            raise not_signed(f"No key was presented for {data['person']}.")
        key = parse_personal_key(keys[data["person"]])
        try:
            PersonalCosignature.of_entry(data, self._origin, key.name).verify(key)
        except VerificationError as error:
            raise not_signed(str(error)) from error
        if sealed is None:
            return Fact("checkpoint.cosigned", data)
        return Fact("seal.cosigned", {"session": sealed, **data}, of_the_station=True)

    def _check_checkpoint(self, connection: Connection, data: Data) -> None:
        try:
            held = proofs.checkpoint_at(connection, data["size"])
        except NoCheckpoint as error:
            raise not_signed(f"This log never signed a checkpoint of {data['size']} entries.") from error
        if base64.b64encode(held.root).decode() != data["root"]:
            raise not_signed(f"The root of this log at {data['size']} entries is another one.")

    def _last_sealed(self, connection: Connection) -> tuple[str, int]:
        newest = select(SessionRow.session, SessionRow.seal_entry).where(SessionRow.seal_entry.is_not(None))
        row = connection.execute(newest.order_by(SessionRow.seal_entry.desc()).limit(1)).first()
        if row is None or row.seal_entry is None:
            raise not_signed("No session is open, and none was ever sealed.")
        return row.session, row.seal_entry


def _signed_after(connection: Connection, seal: int) -> set[str]:
    later = select(entries.c.body).where(entries.c.entry > seal, entries.c.kind == "seal.cosigned")
    return {said_by(json.loads(body)["data"]) for body in connection.scalars(later)}


def _keys_of(connection: Connection, session: str) -> dict[str, str]:
    presented = select(entries.c.body).where(entries.c.session == session, entries.c.kind == "key.presented")
    found = [json.loads(body)["data"] for body in connection.scalars(presented)]
    return {each["person"]: each["key"] for each in found}
