"""Masses, volumes, temperatures and times as the act prints them. Whole numbers in, text out: nothing rounded, no floating point.

Groups of three digits are parted by a narrow space that no line breaks at; the decimal sign is the language's own.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from station.act.catalogue import Texts
from station.verify.times import LAST_US, seconds

NARROW = "\u202f"
MINUS = "\u2212"
DASH = "\u2013"
MG_IN_G = 1_000
MG_IN_KG = 1_000_000
ML_IN_L = 1_000
MDEG_IN_DEGREE = 1_000
SECOND_US = 1_000_000
# The whole of Kazakhstan has UTC+5 since 1 March 2024.
CIVIL = timezone(timedelta(hours=5))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Figures:
    """Prints numbers in one language."""

    texts: Texts

    def count(self, number: int) -> str:
        """A whole number, in groups of three."""
        return f"{number:,}".replace(",", NARROW)

    def grams(self, mass_mg: int) -> str:
        """A mass in grams, to the milligram: 9000000 gives 9 000.000."""
        return self._thousandths(mass_mg, MG_IN_G)

    def kilograms(self, mass_mg: int) -> str:
        """A mass in kilograms, to the milligram: 9000000 gives 9.000 000."""
        return self._thousandths(mass_mg, MG_IN_KG)

    def difference(self, mass_mg: int) -> str:
        """A difference in grams, with its sign."""
        return f"+{self.grams(mass_mg)}" if mass_mg > 0 else self.grams(mass_mg)

    def litres(self, millilitres: int) -> str:
        """A volume in litres, to the millilitre: 12500 gives 12.500."""
        return self._thousandths(millilitres, ML_IN_L)

    def degrees(self, mdeg: int) -> str:
        """A temperature in degrees Celsius, exact: 851500 gives 851.5 °C."""
        whole, rest = divmod(abs(mdeg), MDEG_IN_DEGREE)
        part = f"{rest:03}".rstrip("0")
        shown = f"{whole}{self.texts('number.decimal')}{part}" if part else str(whole)
        return f"{MINUS if mdeg < 0 else ''}{shown}{NARROW}°C"

    def length(self, us: int) -> str:
        """A length of time in seconds, exact to the microsecond."""
        return self.texts("unit.seconds", count=seconds(us).replace(".", self.texts("number.decimal")))

    def duration(self, us: int) -> str:
        """A length of time as H:MM:SS, cut to the whole second."""
        minutes, second = divmod(abs(us) // SECOND_US, 60)
        return f"{MINUS if us < 0 else ''}{minutes // 60}:{minutes % 60:02}:{second:02}"

    def moment(self, unix_us: int) -> str:
        """A moment in civil time and in UTC, both with their dates."""
        local, utc = self._full(unix_us, CIVIL), self._full(unix_us, UTC)
        return self.texts("time.both", local=local, utc=utc)

    def pair(self, unix_us: int, of_day_us: int) -> str:
        """A moment as HH:MM:SS in both times; with its civil date when it is not on the civil day of `of_day_us`."""
        local, utc = _at(unix_us, CIVIL), _at(unix_us, UTC)
        text = self.texts("time.pair", local=f"{local:%H:%M:%S}", utc=f"{utc:%H:%M:%S}")
        if local.date() == _at(of_day_us, CIVIL).date():
            return text
        return f"{self._date(local, 'number.short_date')} {text}"

    def day(self, date_of: date) -> str:
        """A calendar day."""
        return self._date(date_of, "number.date")

    def _full(self, unix_us: int, zone: timezone) -> str:
        moment = _at(unix_us, zone)
        return f"{self._date(moment, 'number.date')} {moment:%H:%M:%S}"

    def _date(self, moment: date, key: str) -> str:
        return self.texts(key, year=f"{moment.year:04}", month=f"{moment.month:02}", day=f"{moment.day:02}")

    def _thousandths(self, amount: int, unit: int) -> str:
        """An amount of small units in large ones, every digit of it."""
        whole, rest = divmod(abs(amount), unit)
        digits = f"{rest:0{len(str(unit)) - 1}}"
        groups = NARROW.join(digits[start : start + 3] for start in range(0, len(digits), 3))
        return f"{MINUS if amount < 0 else ''}{self.count(whole)}{self.texts('number.decimal')}{groups}"


def civil_day(unix_us: int) -> date:
    """The civil day of a moment."""
    return _at(unix_us, CIVIL).date()


def _at(unix_us: int, zone: timezone) -> datetime:
    """A moment cut to the whole second; whatever nonsense the record holds, the act can print it."""
    whole_s = min(max(unix_us, 0), LAST_US - int(CIVIL.utcoffset(None).total_seconds()) * SECOND_US) // SECOND_US
    return (_EPOCH + timedelta(seconds=whole_s)).astimezone(zone)
