"""Checks a published log, or reads one for a client: from a folder or the web, with nothing but its keys to trust."""

from station.verify.log.check import verify_log
from station.verify.log.reader import HistoryBroken, LogReader, NotAuthentic, OtherLog, Rollback, SplitView
from station.verify.log.source import (
    FolderSource,
    HttpSource,
    LogSource,
    NotThere,
    SourceError,
    Unreachable,
    looks_like_log,
)

__all__ = [
    "FolderSource",
    "HistoryBroken",
    "HttpSource",
    "LogReader",
    "LogSource",
    "NotAuthentic",
    "NotThere",
    "OtherLog",
    "Rollback",
    "SourceError",
    "SplitView",
    "Unreachable",
    "looks_like_log",
    "verify_log",
]
