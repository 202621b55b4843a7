"""Every protocol that the station reads, one file each. They touch no wire."""

from firmware_bridge.protocols import (
    and_standard,
    board,
    cas_22,
    dini_argeo,
    massa_k,
    mt_continuous,
    mt_sics,
    nci,
    ohaus,
    radwag,
    rice_lake,
    sartorius_sbi,
    sma,
    st_gs,
    tenso_m,
    toledo_8217,
    yaohua_frames,
    yaohua_text,
)
from firmware_bridge.protocols.protocol import LineDefaults, LineForm, ScaleProtocol, Tells

PROTOCOLS: dict[str, ScaleProtocol] = {
    each.name: each
    for each in (
        mt_sics.PROTOCOL,
        mt_continuous.PROTOCOL,
        toledo_8217.PROTOCOL,
        sartorius_sbi.PROTOCOL,
        and_standard.PROTOCOL,
        st_gs.PROTOCOL,
        dini_argeo.PROTOCOL,
        cas_22.PROTOCOL,
        ohaus.PROTOCOL,
        radwag.PROTOCOL,
        sma.PROTOCOL,
        nci.PROTOCOL,
        rice_lake.PROTOCOL,
        yaohua_frames.FORMAT_0,
        yaohua_frames.TENTHS,
        yaohua_frames.COMMAND,
        yaohua_text.FORMAT_1,
        yaohua_text.FORMAT_2,
        yaohua_text.A12_LINES,
        tenso_m.PROTOCOL,
        massa_k.PROTOCOL,
        board.PROTOCOL,
    )
}

__all__ = ["PROTOCOLS", "LineDefaults", "LineForm", "ScaleProtocol", "Tells"]
