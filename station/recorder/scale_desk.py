"""What the commands about the scale do: weighings, check weights, the display, zero and tare.

A weighing is recorded by itself once the instrument is settled; between the command and the entry no person decides anything.
"""

from typing import Any

from sqlalchemy import Engine

from firmware_bridge.stability import Settled
from station.config import Config
from station.ledger.projection import last_weighing
from station.recorder import commands as say
from station.recorder.answers import Done, done
from station.recorder.book import Book, Fact
from station.recorder.instruments import Instruments
from station.recorder.plain import Act, plain
from station.recorder.refusals import not_ready
from station.recorder.weighing import figure_data, weighing_data
from station.rules.metrology import check_weight
from station.rules.shapes import Data

NOT_A_PACKAGE: Data = {"package": None, "batch": None, "corrects": None, "check_weight": None}


class ScaleDesk:
    """Carries out the commands about the scale."""

    def __init__(self, config: Config, book: Book, reader: Engine, instruments: Instruments) -> None:
        self._config, self._book, self._reader = config, book, reader
        self._footage, self._scale, self._trail, *_ = instruments
        self.acts: dict[type[say.Message], Act] = {
            say.WeighPackage: self._weigh_package,
            say.WeighResidue: self._weigh_residue,
            say.WeighCheck: self._weigh_check,
            say.OmitCheck: plain(book, "check.omitted"),
            say.ConfirmDisplay: self._confirm_display,
            say.ZeroScale: self._zero,
            say.TareScale: self._tare,
        }

    def _weigh_package(self, order: say.WeighPackage, by: str) -> Done:
        session = self._book.session
        known = session.packages.get(order.package)
        target = NOT_A_PACKAGE | {
            "purpose": "package",
            "package": order.package,
            "batch": session.batch,
            "corrects": known.weighing if known else None,
        }
        number, value, entries = self._weigh(target, order.package, by)
        return done(entries, weighing=number, **_told(value))

    def _weigh_residue(self, _order: say.WeighResidue, by: str) -> Done:
        target = NOT_A_PACKAGE | {"purpose": "residue", "corrects": self._book.session.residue_weighing}
        number, value, entries = self._weigh(target, "residue", by)
        return done(entries, weighing=number, **_told(value))

    def _weigh_check(self, order: say.WeighCheck, by: str) -> Done:
        target = NOT_A_PACKAGE | {"purpose": "check", "check_weight": order.weight}
        number, value, entries = self._weigh(target, order.weight, by)
        nominal_mg = self._book.session.check_weights[order.weight]
        result = check_weight(value["scale"], nominal_mg, value["mass_mg"])
        judged = {
            "error_mg": result.error_mg,
            "permitted_mg": result.permitted_mg,
            "check": "passed" if result.passed else "failed",
        }
        return done(entries, weighing=number, **_told(value), **judged)

    def _weigh(self, target: Data, name: str, by: str) -> tuple[int, Data, Any]:
        # refused before the load is on the scale, and asked again when its value is there
        self._book.check("weighing.recorded", target)
        settled = self._scale.weighing.wait(name, self._footage.held_up_by, self._config.weighing.timeout_s)
        try:
            return self._record(settled, target, by)
        finally:
            self._scale.weighing.done()

    def _record(self, settled: Settled, target: Data, by: str) -> tuple[int, Data, Any]:
        value = weighing_data(settled, self._scale.instrument())
        serial = self._scale.where(settled)  # on the disk before the entry that points to it
        with self._book.turn, self._reader.connect() as connection:
            number = last_weighing(connection) + 1
            data = {"weighing": number, **target, **value, "event": self._trail.event, "serial": serial}
            return number, value, self._book.record(Fact("weighing.recorded", data), by=by)

    def _confirm_display(self, order: say.ConfirmDisplay, by: str) -> Done:
        reading = self._scale.reading()
        sent = figure_data(reading.figure) if reading is not None else None
        if reading is None or sent is None or reading.stable is False:
            raise not_ready(
                "The scale shows no steady value to compare with.",
                "Put a load of at least Min on the scale, wait until its display stands still, and read it again.",
            )
        shown = {"figure": order.figure, "unit": order.unit}
        data = {"persons": order.persons, "shown": shown, "sent": sent, "raw": reading.raw.hex()}
        return done(self._book.record(Fact("display.confirmed", data), by=by), **{key: sent[key] for key in sent})

    def _zero(self, _order: say.ZeroScale, by: str) -> Done:
        self._scale.zero()
        return done(self._book.record(Fact("scale.zeroed", {}, of_the_station=True), by=by))

    def _tare(self, _order: say.TareScale, by: str) -> Done:
        tare = self._scale.tare()
        return done(self._book.record(Fact("scale.tared", {"tare": tare}, of_the_station=True), by=by))


def _told(value: Data) -> Data:
    """What the person at the scale is told of a weighing."""
    return {key: value[key] for key in ("mass_mg", "figure", "unit", "bound_mg")}
