"""The balance: one function from entries to the lines that say where the kilograms are.

    balance = balance(entries)
    balance.life.difference.mg

seized - analysed - sampled - presented = difference; presented = burned + set aside + missing: in whole milligrams, each figure
with its uncertainty and the numbers of the entries that it rests on, per package, consignment, case, session and over all. A line
closes to the milligram, or `unknown` names what is missing. docs/balance.md says how each figure comes about.
Limits: what never was in any paper is in no figure. A mass that nobody weighed here is as good as the paper that states it.
"""

from station.rules.balance.amount import Amount, Gap, Lacking, Tally
from station.rules.balance.books import Books
from station.rules.balance.lines import (
    CaseLine,
    ConsignmentLine,
    DoesNotAdd,
    Line,
    PackageLine,
    SampleLine,
    SessionLine,
    TallyLine,
)
from station.rules.balance.masses import Basis
from station.rules.balance.whole import Balance, balance

__all__ = [
    "Amount",
    "Balance",
    "Basis",
    "Books",
    "CaseLine",
    "ConsignmentLine",
    "DoesNotAdd",
    "Gap",
    "Lacking",
    "Line",
    "PackageLine",
    "SampleLine",
    "SessionLine",
    "Tally",
    "TallyLine",
    "balance",
]
