"""`python -m station.outbox CONFIG`: one courier for each witness and each time authority, until told to stop.

A process of its own: the recorder asks nothing of the network, and nothing here can hold it up. Reads the database, writes
only below `recordings/attested/`, and tells in `run/outbox.json` how it goes.
"""

import json
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from station.config import ConfigError, load
from station.daemon import REFUSED, die_with_parent, log_as_json
from station.formats.errors import VerificationError
from station.ledger import engine
from station.outbox.courier import Courier
from station.outbox.errands import Errand, ToAuthority, ToWitness
from station.outbox.held import Held

TELL_S = 1.0
STATE = "outbox.json"


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    die_with_parent()
    log_as_json("outbox")
    try:
        config = load(Path(sys.argv[1]))
        reader = engine.reader(config.station.database)
        held = Held(config.station.recordings / "attested", config.log_folder)
        every_s = config.outbox.newest_every_s
        errands: list[Errand] = [ToWitness(each, reader, held, every_s) for each in config.outbox.witnesses]
        errands += [ToAuthority(each, reader, held) for each in config.outbox.authorities]
    except (ConfigError, VerificationError) as error:
        print(f"The outbox refuses to start: {error}", file=sys.stderr)  # noqa: T201 - for a person to read
        sys.exit(REFUSED)
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    couriers = [Courier(errand) for errand in errands]
    while not stopped.wait(TELL_S):
        _tell(config.run_folder / STATE, couriers)
    for courier in couriers:
        courier.stop()


def _tell(path: Path, couriers: list[Courier]) -> None:
    """Say how it goes, for the service to show; whole or not at all, and not worth a flush."""
    draft = path.with_name(path.name + ".draft")
    draft.write_text(json.dumps([asdict(courier.state) for courier in couriers]), encoding="utf-8")
    draft.replace(path)


main()
