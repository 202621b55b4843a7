"""Work divided among all cores, its results given back in order and a few at a time."""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import TypeVar

Result = TypeVar("Result")
AHEAD = 2  # results waiting for each process: enough that none stands idle, few enough to stay small in memory
FEW = 4  # with so little to do, starting processes would take longer than the work


def in_order(task: Callable[[int], Result], jobs: Iterator[int]) -> Iterator[Result]:
    """Run a task that can be sent to other processes for every job; yield the results in the order of the jobs."""
    few = list(islice(jobs, FEW))
    if len(few) < FEW or _cores() == 1:
        yield from map(task, few)
        yield from map(task, jobs)
        return
    waiting: deque[Future[Result]] = deque()
    pool = ProcessPoolExecutor(_cores(), mp_context=_context())
    try:
        waiting.extend(pool.submit(task, job) for job in few)
        while waiting:
            waiting.extend(pool.submit(task, job) for job in islice(jobs, AHEAD * _cores() + 1 - len(waiting)))
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _context() -> BaseContext:
    """Fork where that is safe: it needs no import, also out of a zip file. A process with threads must not be forked."""
    fork = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if fork else "spawn")
