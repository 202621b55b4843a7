"""The probe as it goes on, in the terminal; a file or a pipe gets one line for each setting that was tried."""

from collections import deque
from types import TracebackType
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from firmware_bridge.probing import Progress
from station.scales.probe_words import attempt_words, bytes_words, doing_words, evidence_words

# What fits on a small screen.
SHOWN_ATTEMPTS = 8


class ProbeScreen:
    """`with ProbeScreen(console, url) as screen`, then give `screen.tell` to the probe."""

    def __init__(self, console: Console, url: str) -> None:
        self._console, self._url = console, url
        self._attempts: deque[str] = deque(maxlen=SHOWN_ATTEMPTS)
        self._now: Progress | None = None
        self._live = Live(get_renderable=self.picture, console=console, transient=True, refresh_per_second=8)

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._live.stop()
        self._leave()

    def tell(self, progress: Progress) -> None:
        """Take where the probe is."""
        before = self._now
        if before and (before.doing, before.setting) != (progress.doing, progress.setting):
            self._leave()
        self._now = progress

    def picture(self) -> RenderableType:
        """What the terminal shows now."""
        lines = [Text(f"Looking for the scale on {self._url}", style="bold"), *map(Text, self._attempts)]
        now = self._now
        if now is None:
            return Group(*lines)
        time = Table.grid(padding=1)
        left = Text(f"{(now.limit_us - now.elapsed_us) // 1_000_000} seconds at most. Ctrl-C ends it.", style="dim")
        time.add_row(ProgressBar(total=now.limit_us, completed=now.elapsed_us, width=40), left)
        lines += [Text(doing_words(now), style="bold yellow"), Text(f"Heard: {bytes_words(now.tail) or 'nothing yet'}")]
        if now.best:
            lines.append(Text(evidence_words(now.best), style="green"))
        return Group(*lines, time)

    def _leave(self) -> None:
        if self._now is None:
            return
        words = attempt_words(self._now)
        if not self._attempts or self._attempts[-1] != words:
            self._attempts.append(words)
            if not self._console.is_terminal:
                self._console.print(Text(words))
