"""Custody before the station, as papers claim it: holdings, holes, overlaps, hand-overs, seals, masses, hours. Pure.

Promise: `accounts` finds every moment between seizure and station of which nothing is claimed, and every one that is claimed
twice; data, not prose, for the act, the API and the verifier.
Limits: nothing here was seen. Papers that were forged to fit have no holes; that they fit proves nothing.
"""

from station.rules.custody.account import Account, Chain, accounts
from station.rules.custody.chain import BadTime, HandOvers, Holding, Hole, Overlap, Step
from station.rules.custody.changes import MassChange, SealChange
from station.rules.custody.times import NotATime, day_us, moment_us

__all__ = [
    "Account",
    "BadTime",
    "Chain",
    "HandOvers",
    "Holding",
    "Hole",
    "MassChange",
    "NotATime",
    "Overlap",
    "SealChange",
    "Step",
    "accounts",
    "day_us",
    "moment_us",
]
