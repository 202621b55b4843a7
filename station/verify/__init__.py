"""Checks a bag alone and offline: no network, no database, no camera, nothing written. A court can run it by itself."""

from station.verify.bag import NotABag
from station.verify.report import Finding, Report, Verdict, render
from station.verify.verify import verify_bag

__all__ = ["Finding", "NotABag", "Report", "Verdict", "render", "verify_bag"]
