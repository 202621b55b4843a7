"""`python -m api --config config.yaml`: serve the record over HTTP until told to stop."""

import argparse
import sys
from pathlib import Path

import structlog
import uvicorn

from api.app import create_app
from api.door import SecretUnusable
from station.config import ConfigError, load
from station.daemon import REFUSED, die_with_parent, log_as_json

STOP_S = 2  # an open event stream never ends by itself; after this it is cut
LOG = structlog.get_logger(__name__)


def main() -> None:
    """Serve until SIGTERM or SIGINT. Settings that cannot be used end it at once, with the reason."""
    parser = argparse.ArgumentParser(prog="python -m api", description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("config.yaml"), help="the station's settings")
    arguments = parser.parse_args()
    die_with_parent()
    log_as_json("api")
    try:
        config = load(arguments.config)
        app = create_app(config)
    except (ConfigError, SecretUnusable) as error:
        print(f"The API refuses to start: {error}", file=sys.stderr)  # noqa: T201 - for a person to read
        sys.exit(REFUSED)
    LOG.info("api_starts", host=config.api.host, port=config.api.port)
    uvicorn.run(
        app,
        host=config.api.host,
        port=config.api.port,
        server_header=False,
        proxy_headers=False,  # whoever asks would choose the address by which failed logins are counted
        log_config=None,
        access_log=False,  # addresses hold case numbers, which the log may withhold
        timeout_graceful_shutdown=STOP_S,
    )


if __name__ == "__main__":
    main()
