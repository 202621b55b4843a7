"""Every protocol that the simulator speaks, by name; after a slash the form of one maker or setting."""

from collections.abc import Callable

from firmware_bridge.simulator import (
    a_and_d,
    cas_22,
    dini_argeo,
    massa_k,
    nci,
    ohaus,
    radwag,
    rice_lake,
    sartorius_sbi,
    sma,
    st_gs,
    tenso_m,
    toledo_8217,
    yaohua,
    yaohua_command,
)
from firmware_bridge.simulator.mt_continuous import MtContinuousSpeaker
from firmware_bridge.simulator.mt_sics import MtSicsSpeaker
from firmware_bridge.simulator.scale import Scale
from firmware_bridge.simulator.speaker import FrameSpeaker, Speaker, Speech

SPEECHES: dict[str, Speech] = {
    name: speech
    for family in (
        toledo_8217,
        sartorius_sbi,
        a_and_d,
        st_gs,
        dini_argeo,
        cas_22,
        ohaus,
        radwag,
        sma,
        nci,
        rice_lake,
        yaohua,
        yaohua_command,
        tenso_m,
        massa_k,
    )
    for name, speech in family.SPEECHES.items()
}

# The two with a memory of their own.
_OWN: dict[str, Callable[[Scale], Speaker]] = {
    "mt-sics": MtSicsSpeaker,
    "mt-continuous": lambda scale: MtContinuousSpeaker(scale, checksum=False),
    "mt-continuous/checksum": lambda scale: MtContinuousSpeaker(scale, checksum=True),
}

NAMES = (*_OWN, *SPEECHES)


def speaker(name: str, scale: Scale, *, asked: bool = False) -> Speaker:
    """Give the speaker of a name; `asked`: it only answers. Raises ValueError for a name that nobody speaks."""
    if name in _OWN:
        return _OWN[name](scale)
    if name not in SPEECHES:
        raise ValueError(f"no simulated scale speaks {name!r}; there are {', '.join(NAMES)}")
    return FrameSpeaker(scale, SPEECHES[name], asked=asked)
