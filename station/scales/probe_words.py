"""What the probe does and found, in words for an operator who does not know serial lines."""

from firmware_bridge.probing import Doing, Evidence, Findings, Found, Progress
from firmware_bridge.probing.evidence import disagree, rivals
from firmware_bridge.probing.hints import Word
from firmware_bridge.probing.order import Setting
from firmware_bridge.protocols import board

_PARITY = {"N": "no parity", "E": "even parity", "O": "odd parity"}
_PLAIN = range(0x20, 0x7F)


def setting_words(setting: Setting) -> str:
    """`9600 baud, 7 bits, even parity`."""
    return f"{setting.baudrate} baud, {_word(setting.word)}"


def doing_words(progress: Progress) -> str:
    """What is being done now."""
    where = setting_words(progress.setting)
    match progress.doing:
        case Doing.LISTENING:
            return f"Listening at {where}"
        case Doing.ASKING:
            return f"Asking at {where}, as {progress.asked} does"
        case Doing.CONFIRMING:
            return f"Making sure, at {where}"
        case Doing.WAITING:
            return f"Press the PRINT key of the scale, again and again. Listening at {where}"


def attempt_words(progress: Progress) -> str:
    """What came of one setting, once it is left."""
    verb = "Asked" if progress.doing is Doing.ASKING else "Listened"
    heard = f"{progress.heard} bytes" if progress.heard else "nothing"
    return f"{verb} at {setting_words(progress.setting)}: {heard}"


def bytes_words(data: bytes) -> str:
    """Bytes as letters where they are some, `.` elsewhere."""
    return "".join(chr(byte) if byte in _PLAIN else "." for byte in data)


def findings_words(findings: Findings) -> list[str]:
    """Give the result, a paragraph each."""
    if findings.found is None:
        return _not_found(findings)
    return _found(findings.found)


def evidence_words(evidence: Evidence) -> str:
    """How sure one protocol is."""
    check = "each with a checksum" if evidence.has_checksum else "no checksum"
    faults = "1 fault" if evidence.faults == 1 else f"{evidence.faults} faults"
    return (
        f"{evidence.protocol.name}: {evidence.readings} frames ({check}), {faults}, {evidence.explained} % of the bytes"
    )


def _found(found: Found) -> list[str]:
    best, others = found.evidence[0], rivals(found.evidence)
    how = "It answers when it is asked." if found.polled else "It sends by itself."
    told = [f"Found at {setting_words(found.setting)}. {how}", *map(evidence_words, found.evidence)]
    differing = [each for each in others if disagree(best, each)]
    if differing:
        values = "; ".join(f"{each.shown}: {each.protocol.name}" for each in (best, *others))
        told += [
            f"These bytes can be read in more than one way. Look at the scale's display NOW. Does it show {values}?",
            "Put something on the scale and look again. The wrong one is wrong by ten times or more.",
        ]
    else:
        told.append(f"The display should show {best.shown} now. If it shows anything else, do not use this.")
    if best.last.figure is not None and not best.last.figure.mass_mg:
        told.append(
            "The scale says zero. Put something on it and do this again: at zero a wrong place of the point is not seen."
        )
    if best.protocol.name == board.PROTOCOL.name:
        told.append("Whether it is your board, only the station can tell, with the board's key.")
    if not found.parity_known:
        told.append("Whether its parity is even or odd cannot be heard: see the interface menu of the scale.")
    return told


def _not_found(findings: Findings) -> list[str]:
    seconds = findings.elapsed_us // 1_000_000
    if findings.heard:
        return [
            f"Something is on the line ({findings.heard} bytes), and no protocol explains it. The last of it:",
            bytes_words(findings.tail),
            "Look in the scale's interface menu for its speed, parity and output format.",
            "Another format there may be one that the station reads: see docs/scales.md.",
        ]
    return [
        f"Nothing was heard in {seconds} seconds, at {findings.tried} settings.",
        "Is the scale on, and is this the right port? Is the cable in the scale's PC socket, not the printer's?",
        "Is the interface switched on in the scale's menu? A cable may need its wires 2 and 3 crossed.",
    ]


def _word(word: Word) -> str:
    stop = ", 2 stop bits" if word.stopbits == 2 else ""
    return f"{word.bytesize} bits, {_PARITY[word.parity]}{stop}"
