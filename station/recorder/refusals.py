"""Why a command was refused, as the fields of an RFC 9457 problem: each cause has its remedy."""

from collections.abc import Callable
from typing import NamedTuple

from firmware_bridge.orders import OrderError
from station.durable import DiskFull
from station.formats.errors import EntryTooLong
from station.ledger.errors import CommitFailed, WriteRefused
from station.recorder.answers import Problem
from station.rules.moves import OutOfOrder
from station.token import TokenError


class Refused(Exception):
    """A command cannot be carried out; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.detail)


class Used(NamedTuple):
    """Where a number was used before: what it is a number of, itself, and the package that has it, if it is on one."""

    what: str
    number: str
    session: str
    package: str | None = None


def not_ready(detail: str, remedy: str, missing: list[str] | None = None) -> Refused:
    """Something that the command needs is not there yet."""
    return Refused(
        Problem(
            type="/problems/not-ready",
            status=409,
            title="The station is not ready for this",
            detail=detail,
            remedy=remedy,
            missing=missing or [],
        )
    )


def not_signed(detail: str) -> Refused:
    """A key or a cosignature that does not hold."""
    return Refused(
        Problem(
            type="/problems/not-signed",
            status=422,
            title="The signature does not hold",
            detail=detail,
            remedy="Fetch the newest checkpoint and co-sign it with the key that was presented for this person.",
        )
    )


def not_answerable(detail: str) -> Refused:
    """A court's request that cannot be answered so."""
    return Refused(
        Problem(
            type="/problems/not-answerable",
            status=409,
            title="The request cannot be answered so",
            detail=detail,
            remedy="See which requests are open; for another answer record another request.",
        )
    )


def other_session(meant: str, open_session: str | None) -> Refused:
    """The console means a session that is not the open one."""
    return Refused(
        Problem(
            type="/problems/other-session",
            status=409,
            title="That session is not open",
            detail=f"The command is for session {meant}; open is {open_session or 'none'}.",
            remedy="Reload the console and give the command to the open session.",
        )
    )


def used_before(used: Used) -> Refused:
    """A number that may stand only once was used before."""
    where = f"session {used.session}" if used.package is None else f"package {used.package} of session {used.session}"
    return Refused(
        Problem(
            type="/problems/used-before",
            status=409,
            title="Used before",
            detail=f"The {used.what} number {used.number} was used before: {where}.",
            remedy="Read the number again. If it is right, keep the package from the fire and record a remark.",
        )
    )


def problem_of(error: Exception) -> Problem:
    """The problem that tells a person what an exception means."""
    if isinstance(error, Refused):
        return error.problem
    if isinstance(error, OutOfOrder):
        return Problem(
            type="/problems/out-of-order",
            status=409,
            title="Not possible now",
            detail=str(error) + ".",
            remedy="First: " + "; then: ".join(error.missing) + ".",
            missing=error.missing,
        )
    for kinds, tell in _TOLD:
        if isinstance(error, kinds):
            return tell(error)
    return Problem(
        type="/problems/internal",
        status=500,
        title="The recorder failed",
        detail=f"{type(error).__name__}: {error}",
        remedy="The recording goes on. Give the command again; if it fails again, keep the station's log for its makers.",
    )


def _disk_full(_error: Exception) -> Problem:
    return Problem(
        type="/problems/disk-full",
        status=507,
        title="The disk takes no more",
        detail="Nothing of this command was recorded; what was acknowledged before is safe.",
        remedy="Free space on the disk of the recordings, then give the command again.",
    )


def _no_token(error: Exception) -> Problem:
    return Problem(
        type="/problems/no-token",
        status=503,
        title="The key's token is not there",
        detail=str(error),
        remedy="Put the token in again; filming goes on. Then give the command again.",
    )


def _too_long(error: Exception) -> Problem:
    return Problem(
        type="/problems/too-long",
        status=413,
        title="Too long for one entry",
        detail=str(error),
        remedy="Say it in fewer words, or in several remarks; charge fewer packages in one batch.",
    )


def _scale(error: Exception) -> Problem:
    return Problem(
        type="/problems/scale",
        status=409,
        title="The scale did not do it",
        detail=f"{error}.",
        remedy="Look at the scale's display, then give the command again.",
    )


_TOLD: tuple[tuple[tuple[type[Exception], ...], Callable[[Exception], Problem]], ...] = (
    ((CommitFailed, DiskFull, WriteRefused), _disk_full),
    ((TokenError,), _no_token),
    ((EntryTooLong,), _too_long),
    ((OrderError,), _scale),
)
