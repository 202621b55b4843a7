"""`station sample-plan`: how many packages to test for a claim, what the draw would miss, and what other rules would give."""

import json
import os
from typing import Annotated, Any

import typer
from rich.console import Console as Terminal
from rich.table import Table

from station.rules.sampling import (
    Chance,
    Custom,
    Demand,
    Plan,
    customary_size,
    discovery_size,
    largest_missed,
    least_size,
    missed,
    parse_share,
)
from station.verify.claim import HEADINGS, RULES, chance_said, claim, opposites
from station.verify.languages import ENGLISH, LANGUAGES, preferred, say

MILLIONTHS = 1_000_000
STEPS = (1, 2, 5)  # of each power of ten: so many swapped packages the opposite is told of


def sample_plan(
    *,
    packages: Annotated[int, typer.Option("--packages", help="How many packages there are.")],
    share: Annotated[str, typer.Option("--share", help="What share of them is to be as declared: 90%, 0.9 or 9/10.")],
    confidence: Annotated[str, typer.Option("--confidence", help="With what confidence: 95%, 0.95 or 19/20.")],
    allowed: Annotated[
        int, typer.Option("--allowed-negatives", help="How many of the tested may be found not to be as declared.")
    ] = 0,
    plan: Annotated[Plan, typer.Option("--plan", help="What the size is computed by.")] = Plan.HYPERGEOMETRIC,
    prior: Annotated[tuple[int, int], typer.Option("--prior", help="For the Bayesian plans: the prior Be(a, b).")] = (
        1,
        1,
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON, probabilities in millionths.")] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="|".join(sorted(LANGUAGES)), help="Without it, what LC_ALL or LANG asks for."
        ),
    ] = None,
) -> None:
    """Plan a draw: how many packages to test for a claim, and how many swapped ones such a draw misses.

    Example: station sample-plan --packages 100 --share 90% --confidence 95%
    """
    if language not in {None, *LANGUAGES}:
        raise typer.BadParameter(f"{language} is none of {', '.join(sorted(LANGUAGES))}", param_hint="--language")
    exact = parse_share(share, "share"), parse_share(confidence, "confidence")
    demand = Demand(packages, *exact, allowed=allowed, prior=prior)
    size = least_size(plan, demand)
    if as_json:  # for programs, so the reader's locale changes nothing in it
        typer.echo(json.dumps(_to_json(plan, demand, size, language or ENGLISH), indent=2))
    else:
        _print(plan, demand, size, language or preferred(os.environ))


def _print(plan: Plan, demand: Demand, size: int, language: str) -> None:
    terminal = Terminal(highlight=False, markup=False)
    terminal.print(f"{say(HEADINGS['size'], language)}: {size} / {demand.packages}\n")
    terminal.print(say(claim(plan, demand, size), language))
    for sentence in opposites(demand, size):
        terminal.print(say(sentence, language))
    if size < demand.packages:
        rows = [(swapped, chance_said(chance, up=True), draw) for swapped, chance, draw in _opposites(demand, size)]
        _print_table(terminal, ("swapped", "missed", "discovery"), rows, language)
    compared = [(RULES[name], n, chance_said(chance, up=False)) for name, n, chance in _compared(demand)]
    _print_table(terminal, ("plan", "size", "confidence"), compared, language)


def _print_table(terminal: Terminal, headings: tuple[str, ...], rows: list[tuple[Any, ...]], language: str) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    for heading in headings:
        names = heading == "plan"
        table.add_column(say(HEADINGS[heading], language), justify="left" if names else "right", no_wrap=names)
    for row in rows:
        table.add_row(*(say(each, language) for each in row))
    terminal.print()
    terminal.print(table)


def _opposites(demand: Demand, size: int) -> list[tuple[int, Chance, int]]:
    """List numbers of swapped packages up to where the claim is false, how probably they are missed, and what would find one."""
    series = [step * 10**power for power in range(6) for step in STEPS]
    numbers = [each for each in series if each < demand.too_many] + [demand.too_many]
    return [(each, missed(demand.packages, size, each, demand.allowed), _discovery(demand, each)) for each in numbers]


def _discovery(demand: Demand, swapped: int) -> int:
    return discovery_size(demand.packages, swapped, demand.confidence)


def _compared(demand: Demand) -> list[tuple[Plan | Custom, int, Chance]]:
    """List what each plan and each custom would have tested, and with what confidence it bears the claim out in this store."""
    sizes: list[tuple[Plan | Custom, int]] = [(each, least_size(each, demand)) for each in Plan]
    sizes += [(each, customary_size(each, demand.packages)) for each in Custom]
    return [(name, size, _confidence(demand, size)) for name, size in sizes]


def _confidence(demand: Demand, size: int) -> Chance:
    if size <= demand.allowed:  # all that are tested may be negative, which shows nothing
        return Chance(0, 1)
    return missed(demand.packages, size, demand.too_many, demand.allowed).opposite


def _to_json(plan: Plan, demand: Demand, size: int, language: str) -> dict[str, Any]:
    return {
        "plan": plan,
        "packages": demand.packages,
        "share": str(demand.share),
        "confidence": str(demand.confidence),
        "allowed_negatives": demand.allowed,
        "prior": list(demand.prior),
        "needed": demand.needed,
        "size": size,
        "claim": say(claim(plan, demand, size), language),
        "opposite": [say(each, language) for each in opposites(demand, size)],
        "largest_missed": largest_missed(demand.packages, size, demand.risk, demand.allowed),
        "missed": [
            {"swapped": swapped, "missed_millionths": chance.rounded_up(MILLIONTHS), "discovery_size": draw}
            for swapped, chance, draw in _opposites(demand, size)
        ],
        "compared": [
            {"rule": name, "size": n, "confidence_millionths": chance.rounded_down(MILLIONTHS)}
            for name, n, chance in _compared(demand)
        ],
    }
