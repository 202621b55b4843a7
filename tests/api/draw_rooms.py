"""A room in which a draw is made: the real service over a real log, and at its socket the recorder's own server, book and rules.

Only what films and weighs is left out. `say` gives an operator's command.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from api.app import SOCKET, create_app
from station import keys
from station.config import Config
from station.formats.entry import Moment
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder import commands
from station.recorder.answers import Done
from station.recorder.book import Book, Fact
from station.recorder.goods_desk import GoodsDesk
from station.recorder.refusals import other_session
from station.recorder.server import Server
from tests import goods
from tests.draws import BEGIN_US, ROLES, SESSION, opening
from tests.goods import AllFilm
from tests.scales import SETTINGS

OPERATOR = "operator-1"
PLAN = {"consignment": "C1", "share": "9/10", "confidence": "19/20"}


class DrawRoom:
    """Three people and a closed list of twelve packages."""

    def __init__(self, config: Config) -> None:
        self.config = config
        (config.station.recordings / "run").mkdir(parents=True)
        keys.generate(config.station.key, config.station.name)
        signer = keys.load(config.station.key)
        self._moments = 0
        self._writer, self._reader = engine.writer(config.station.database), engine.reader(config.station.database)
        self.ledger = Ledger.open(self._writer, signer, project, self._moment, config.station.recordings / "log")
        self.book = Book(self.ledger, self._reader, ())
        self._desk = GoodsDesk(self.book, self._reader, AllFilm())
        joined = [{"person": who, "role": role, "name": "a name", "body": "a body"} for who, role in ROLES.items()]
        self.book.open(SESSION, Fact("session.opened", opening()), by=OPERATOR)
        listed = [goods.package(f"K{number}", f"Z{number}") for number in range(1, 13)]
        facts = [
            *(Fact("person.joined", each) for each in joined),
            Fact("consignment.registered", goods.consignment("C1")),
        ]
        closed = Fact("list.closed", {"consignment": "C1", "packages": len(listed)})
        self.book.record(*facts, *(Fact("package.registered", each) for each in listed), closed, by=OPERATOR)
        self._server = Server(config.run_folder / SOCKET, self._carry_out, self._nothing_live, time.sleep)

    def say(self, order: commands.Message) -> Done:
        """Give an operator's command."""
        return self._desk.acts[type(order)](order, OPERATOR)

    def close(self) -> None:
        """End it."""
        self._server.close()
        self.ledger.close()
        self._writer.dispose()
        self._reader.dispose()

    def _carry_out(self, request: commands.Request) -> Done:
        if request.session != self.book.session_id:
            raise other_session(str(request.session), self.book.session_id)
        return self._desk.acts[type(request.order)](request.order, request.by)

    def _nothing_live(self) -> Any:
        raise ConnectionError("nothing films or weighs in this room")

    def _moment(self) -> Moment:
        self._moments += 1
        return Moment(BEGIN_US + self._moments, self._moments)


def settings_of(folder: Path) -> Config:
    """Settings of a station in the folder."""
    paths = {"key": folder / "station.key", "recordings": folder / "recordings"}
    settings = {
        "station": {"name": "furnace-1.station.test", "database": f"sqlite:///{folder / 'station.db'}"} | paths,
        "api": {
            "port": 0,
            "names": ["testserver"],
            "operators": folder / "operators.json",
            "secret": folder / "api.secret",
        },
        "scale": SETTINGS,
        "cameras": [{"camera": "furnace", "view": "the door", "source": 0, "way": "encoded"}],
    }
    return Config.model_validate(settings)


@contextmanager
def served(room: DrawRoom) -> Iterator[str]:
    """Serve the room's API on a free port; gives its address."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(room.config), port=0, log_level="error", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
