"""The watch in the terminal, a picture that changes; a file or a pipe gets a line a second."""

import time
from contextlib import suppress

from rich.console import Console
from rich.live import Live

from firmware_bridge.settings import PortSettings
from station.scales.watch_words import picture, sight_words
from station.scales.watching import Sight, Watch

# As often as an eye can follow.
LOOKS_A_SECOND = 5


def show(console: Console, settings: PortSettings) -> Sight:
    """Watch until Ctrl-C; give what was to be seen last. Raises PortStoppedError."""
    with Watch(settings) as watch:
        with suppress(KeyboardInterrupt):
            _follow(console, watch, f"{settings.url}, {settings.protocol}")
        return watch.look()


def _follow(console: Console, watch: Watch, title: str) -> None:
    if console.is_terminal:
        _picture(console, watch, title)
    while watch.running:
        console.print("; ".join(sight_words(watch.look())), markup=False, soft_wrap=True)
        time.sleep(1)


def _picture(console: Console, watch: Watch, title: str) -> None:
    with Live(get_renderable=lambda: picture(watch.look(), title), console=console, refresh_per_second=LOOKS_A_SECOND):
        while watch.running:
            time.sleep(1 / LOOKS_A_SECOND)
