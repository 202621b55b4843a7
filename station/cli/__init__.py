"""The station's command line."""

from station.cli.app import main

__all__ = ["main"]
