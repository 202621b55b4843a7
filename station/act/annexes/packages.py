"""Every package of a consignment: its image, its seals on paper and as read, its masses, its fate and who decided it, its films.

What the films show, people see: here stands where they look. Of several images of a package the newest is printed, and of all the
SHA-256.
"""

from collections.abc import Iterator

from station.act.annexes.papers import stated
from station.act.blocks import Block, Column, heading, note, table
from station.act.cases import Goods, drying
from station.act.figures import DASH
from station.act.pen import Pen
from station.formats.entry import Entry
from station.rules.balance import PackageLine
from station.rules.metrology import Comparison
from station.rules.shapes import Data
from station.verify.presence import OnFilm, Presence

SHOWN = "package.presented"
FATES = ("package.set_aside", "package.missing", "package.decided")


def packages(pen: Pen, goods: Goods) -> Iterator[Block]:
    """The packages of one consignment."""
    texts = pen.texts
    yield heading(texts("packages.title"))
    columns = [
        Column(texts("packages.image"), "picture", "1.5fr"),
        Column(texts("packages.package"), width="1fr"),
        Column(texts("packages.seals"), width="1.4fr"),
        Column(texts("packages.masses"), width="2.5fr"),
        Column(texts("packages.state"), width="1.6fr"),
        Column(texts("packages.films"), width="1.9fr"),
    ]
    told = _Told(pen)
    yield table(columns, [told.row(each) for each in goods.packages])
    yield note(texts("packages.note"))


class _Told:
    """What the entries tell of each package, by its number."""

    def __init__(self, pen: Pen) -> None:
        record = pen.source.record
        self._pen, self._texts = pen, pen.texts
        self._registered = {each.data["package"]: each.data for each in record.of_kind("package.registered")}
        self._before = {after: number for number, _, after in pen.cases.session.again}
        self._entries: dict[str, list[Entry]] = {}
        for entry in record.of_kind(SHOWN, "image.cut", "image.failed", *FATES):
            self._entries.setdefault(entry.data["package"], []).append(entry)

    def row(self, line: PackageLine) -> list[str]:
        """One package."""
        data = self._registered[line.package]
        return [
            "\n".join(self._image(line.package)),
            "\n".join(self._named(line, data)),
            "\n".join(self._seals(line.package, data)),
            "\n".join(self._masses(line, data)),
            "\n".join(self._state(line)),
            "\n".join(self._films(line.package)) or self._texts("packages.not_shown"),
        ]

    def _numbers(self, package: str) -> list[str]:
        """The numbers that it had in this session, the first one first: after it was set aside it may have got another."""
        numbers = [package]
        while numbers[-1] in self._before:
            numbers.append(self._before[numbers[-1]])
        return numbers[::-1]

    def _of(self, package: str, *kinds: str) -> list[Entry]:
        ours = (each for number in self._numbers(package) for each in self._entries.get(number, []))
        return [each for each in ours if each.kind in kinds]

    def _image(self, package: str) -> Iterator[str]:
        """The name of the picture, then the image files with their SHA-256, or why there are none."""
        cut, pictures = self._of(package, "image.cut"), self._pen.source.pictures
        shown = [each for each in cut if pictures[each.data["presented"]].jpeg is not None]
        yield str(shown[-1].data["presented"]) if shown else ""
        for each in cut:
            picture = pictures[each.data["presented"]]
            yield self._texts("packages.image_file", file=picture.file, sha256=each.data["sha256"])
            if picture.unseen is not None:
                yield self._texts(f"unseen.{picture.unseen.value}")
        for each in self._of(package, "image.failed"):
            yield self._texts("packages.image_failed", reason=each.data["reason"])
        if not cut and not self._of(package, "image.failed"):
            yield self._texts("packages.image_none")

    def _named(self, line: PackageLine, data: Data) -> Iterator[str]:
        yield line.package
        if data["case_package"] is not None:
            yield self._texts("packages.in_case", number=data["case_package"])
        yield line.description
        if line.sample is not None:
            yield self._texts("packages.is_sample", sample=line.sample)
        for number in self._numbers(line.package)[:-1]:
            yield self._texts("packages.before", package=number)
        if data["set_aside_in"] is not None:
            yield self._texts("packages.earlier", session=data["set_aside_in"])
        yield self._texts("packages.entry", entry=line.registered)

    def _seals(self, package: str, data: Data) -> Iterator[str]:
        """On paper at the seizure, in the store and today; then as read at each showing."""
        for name in ("seal_at_seizure", "seal_in_store", "seal"):
            yield self._texts(f"packages.{name}", seal=data[name] or self._texts("goods.unknown"))
        for each in self._of(package, SHOWN):
            state = self._texts.term("seal_state", each.data["seal_state"])
            yield self._texts("packages.read", seal=each.data["seal"] or self._texts("none"), state=state)
            if each.data["remark"] is not None:
                yield each.data["remark"]

    def _masses(self, line: PackageLine, data: Data) -> Iterator[str]:
        figures = self._pen.figures
        if data["last"] is not None:
            yield self._last(data["last"])
        yield self._texts("packages.stated", stated=stated(self._pen, data["stated"]))
        if line.taken.parts:
            yield self._texts("packages.taken", mass=figures.grams(line.taken.known_mg))
        if line.weighed is None:
            yield self._texts("packages.not_weighed")
            return
        weighed = line.weighed
        bounded = f"{figures.grams(weighed.mass_mg)} {self._pen.bound(weighed.bound_mg)}"
        shown = self._texts.term("shown", weighed.shown_as)
        yield self._texts("packages.weighed", mass=bounded, shown=shown, weighing=weighed.weighing)
        yield self._verdict(line)
        if line.against_own is not None:
            yield self._texts("packages.against_own", difference=self._difference(line.against_own))

    def _last(self, last: Data) -> str:
        """The last official gross mass before the station, with its bound where the paper gives one."""
        bound = "" if last["bound_mg"] is None else f" {self._pen.bound(last['bound_mg'])}"
        mass = f"{self._pen.figures.grams(last['gross_mg'])}{bound}"
        return self._texts("packages.last", mass=mass, source=last["source"])

    def _verdict(self, line: PackageLine) -> str:
        """The difference to the papers, what it means, and whether it could be drying."""
        if line.against_papers is None:
            return self._texts("packages.not_compared")
        told = self._texts("packages.difference", difference=self._difference(line.against_papers))
        return f"{told}; {self._texts('packages.drying')}" if drying(self._pen.source, line) else told

    def _difference(self, found: Comparison) -> str:
        change = self._texts.term("change", found.change.value)
        return f"{self._pen.figures.difference(found.difference_mg)} {self._pen.bound(found.u_mg)} {change}"

    def _state(self, line: PackageLine) -> Iterator[str]:
        fate = self._texts(f"fate.{line.fate.value}")
        yield fate if line.batch is None else f"{fate}, {line.batch}"
        for each in self._of(line.package, *FATES):
            yield self._decided(each) if "decision" in each.data else self._kept(each)

    def _kept(self, entry: Entry) -> str:
        what = self._texts(f"packages.{entry.kind.removeprefix('package.')}")
        return self._texts("packages.because", what=what, reason=entry.data["reason"], entry=entry.index)

    def _decided(self, entry: Entry) -> str:
        people = "; ".join(self._pen.role(person) for person in entry.data["persons"])
        what = self._texts(
            "packages.decided", decision=self._texts.term("decision", entry.data["decision"]), people=people
        )
        return self._texts("packages.because", what=what, reason=entry.data["reason"], entry=entry.index)

    def _films(self, package: str) -> Iterator[str]:
        for spell in (each for number in self._numbers(package) for each in self._pen.spells.get(number, ())):
            yield self._spell(spell)
            yield from (self._film(each) for each in spell.films)

    def _spell(self, spell: Presence) -> str:
        begin = self._pen.time(spell.from_us)
        end = self._texts("people.to_end") if spell.to_us is None else self._pen.time(spell.to_us)
        return self._texts("time.spell", begin=begin, end=end)

    def _film(self, film: OnFilm) -> str:
        recording = film.recording.removeprefix(f"{self._pen.source.record.session}-")
        stretch = (self._pen.figures.duration(each) for each in (film.from_us, film.to_us))
        return f"{recording} {DASH.join(stretch)}"
