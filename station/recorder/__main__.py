"""`python -m station.recorder CONFIG`: the recorder alone, as the supervisor starts it."""

import signal
import sys
from pathlib import Path
from types import FrameType

from station.config import ConfigError, load
from station.daemon import REFUSED, die_with_parent, log_as_json
from station.durable import AlreadyRunning
from station.formats.errors import VerificationError
from station.keys import KeyFileError
from station.recorder.process import Recorder
from station.token import PinRefused, TokenError


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    die_with_parent()
    log_as_json("recorder")
    config_file = Path(sys.argv[1])
    try:
        recorder = Recorder(load(config_file), config_file)
    except (AlreadyRunning, ConfigError, KeyFileError, PinRefused, VerificationError) as error:
        print(f"The recorder refuses to start: {error}", file=sys.stderr)  # noqa: T201 - for a person to read
        sys.exit(REFUSED)
    except TokenError as error:
        sys.exit(f"The recorder cannot start, and is started again: {error}")

    def stop(_signal: int, _frame: FrameType | None) -> None:
        recorder.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    recorder.run()


main()
