"""What many commands ask for, and how long work shows its progress."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

ConfigFile = Annotated[Path, typer.Option("--config", help="The station's settings.")]
Meter = Callable[[int, int], None]
CONFIG = Path("config.yaml")


@contextmanager
def progress_bar(title: str) -> Iterator[Meter]:
    """Show a bar on stderr, so that what is printed stays clean; it comes and goes by itself."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
