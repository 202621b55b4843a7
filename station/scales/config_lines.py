"""What the probe found, as lines for `config.yaml`.

Promise: nothing is written that the probe did not see. What the line does not tell (unit, decimals), and a protocol
that only the display can decide between, stands empty with the reason: the station does not start before it is filled in.
"""

from collections.abc import Iterator

from firmware_bridge.probing import Evidence, Found
from firmware_bridge.probing.evidence import disagree, rivals
from firmware_bridge.protocols import Tells

_ASK = {
    Tells.UNIT: "the unit beside the figure on the display: mg, g, kg or t",
    Tells.DECIMALS: "how many figures the display shows after the point",
}


def config_lines(url: str, found: Found, *, fixed: bool = False) -> str:
    """Give the section `scale:` as far as the line told it; `fixed`: speed and word are set in a network adapter."""
    return "".join(f"{line}\n" for line in _lines(url, found, fixed=fixed))


def _lines(url: str, found: Found, *, fixed: bool) -> Iterator[str]:
    word = found.setting.word
    here = " # set this in the network adapter; from here it cannot be" if fixed else ""
    yield "scale:"
    yield f"  url: {url}"
    yield from _protocol(found)
    yield f"  baudrate: {found.setting.baudrate}{here}"
    yield f"  bytesize: {word.bytesize}"
    yield f"  parity: {word.parity}{_parity(found)}"
    yield f"  stopbits: {word.stopbits}"
    yield f"  mode: {'poll # it answered a question' if found.polled else 'stream # it sends by itself'}"
    best = found.evidence[0]
    if best.form.checksum:
        yield "  checksum: true # every frame carried one"
    if best.form.address != 1:
        yield f"  address: {best.form.address}"
    needs = {need for each in _choices(found) for need in each.protocol.needs}
    yield from (
        f"  {need.value}: # FILL IN {what}: the line does not tell it" for need, what in _ASK.items() if need in needs
    )
    yield "  # And from the instrument's plate: accuracy_class, min_mg, max_mg, division_mg"


def _choices(found: Found) -> list[Evidence]:
    """The best protocol, and those that read other values in the same bytes."""
    best = found.evidence[0]
    return [best, *(each for each in rivals(found.evidence) if disagree(best, each))]


def _protocol(found: Found) -> Iterator[str]:
    best, *others = _choices(found)
    if others:
        yield "  protocol: # FILL IN the one whose value the display showed; they read the same bytes differently:"
        yield from (f"  #   {each.protocol.name}: {each.shown} ({each.protocol.makers})" for each in (best, *others))
        return
    yield f"  protocol: {best.protocol.name} # {best.protocol.makers}"
    for other in rivals(found.evidence):
        yield f"  # {other.protocol.name} reads the same values; take it if the maker is one of: {other.protocol.makers}"


def _parity(found: Found) -> str:
    return (
        ""
        if found.parity_known
        else " # or O: of 8 bits with parity, even or odd cannot be heard; see the scale's menu"
    )
