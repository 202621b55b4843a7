"""The true record with its witnesses, the forgeries of it, and what each of them looks like to whom: made once, for all tests."""

import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from station.demo.authority import Authority
from tests.forgery import insider
from tests.forgery.catalogue import FORGERIES, STAGED, weighed_less
from tests.forgery.materials import MATERIALS, Cell
from tests.forgery.outside import Newsroom, Outside, cosigned_by, stamped_by
from tests.forgery.record import Shown, show
from tests.sessions import PEOPLE, SECOND, Script, make_session

TRUE = "true"
LASTED_S = 30  # longer than the session: it ends before the authority, which has the real time, stamps its seal


class Scene:
    """For a `with` block. What was asked for once is not made again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.backup = folder / "backup.db"
        self._stack = ExitStack()
        self._shown: dict[str, Shown] = {}
        self._cells: dict[tuple[str, str], Cell] = {}

    def __enter__(self) -> Self:
        self.authority = self._stack.enter_context(Authority(self.folder / "authority"))
        self.newsroom = self._stack.enter_context(Newsroom(self.folder / "newsroom"))
        self.begin_us = (int(time.time()) - LASTED_S) * SECOND
        station = self.folder / TRUE
        station.mkdir()
        script = Script(post_quantum=True, one_by_one=True, begin_us=self.begin_us, facts=self._back_up)
        made = make_session(station, script)
        cosigned_by(self.newsroom, made)
        stamped_by(self.authority, made)
        self.true = self._shown[TRUE] = show(made)
        self.outside = Outside.of(self.true, self.newsroom, self.authority, self.folder / "copy")
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.__exit__(*error)

    def shown(self, name: str) -> Shown:
        """What the insider shows after a forgery."""
        if name not in self._shown:
            folder = self.folder / "forged" / name
            folder.mkdir(parents=True)
            (forgery,) = [each for each in FORGERIES if each.name == name]
            self._shown[name] = forgery.make(self, folder)
        return self._shown[name]

    def stage(self, folder: Path) -> Shown:
        """Show the outsiders a forgery before anything else; another witness, since ours has seen the true log."""
        made = weighed_less(self, folder, PEOPLE)
        with Newsroom(folder / "newsroom") as newsroom:
            cosigned_by(newsroom, made)
            stamped_by(self.authority, made)
            shown = show(made)
            self.deceived = Outside.of(shown, newsroom, self.authority, folder / "copy")
        return shown

    def cell(self, name: str, material: str) -> Cell:
        """What a reader who brings this along is told of a forgery, or of the true record."""
        if (name, material) not in self._cells:
            (brought,) = [each for each in MATERIALS if each.name == material]
            folder = self.folder / "brought" / f"{name} {material}"
            shown = self.shown(name)
            outside = self.deceived if name == STAGED.name else self.outside
            self._cells[name, material] = Cell.of(brought.bring(outside, shown, folder))
        return self._cells[name, material]

    def exposing(self, name: str) -> dict[str, list[str]]:
        """The materials that expose a forgery, each with the checks that fail."""
        cells = {each.name: self.cell(name, each.name).failed for each in MATERIALS}
        return {material: failed for material, failed in cells.items() if failed}

    def _back_up(self, kind: str, data: dict[str, Any]) -> dict[str, Any]:
        if kind == "remark.made":
            insider.copy_database(self.folder / TRUE, self.backup)
        return data
