"""The forms of two laws of evidence: what the log holds is filled in, what only a person can attest is left blank.

India: Bharatiya Sakshya Adhiniyam 2023, section 63(4)(c), Schedule, Part A. USA: Federal Rules of Evidence 902(13) and (14).
"""

from station.act.blocks import Section, facts, text
from station.courts.document.pen import Pen
from station.courts.document.sessions import scale_said


def india_section(pen: Pen) -> Section:
    """Part A, in the order of the schedule."""
    texts = pen.texts
    program, files = _program(pen)
    scale = pen.lines(dict.fromkeys(scale_said(pen, each["scale"]) for each in pen.sessions))
    told = {
        "name": pen.blank,
        "affirm": pen.blank,
        "source": texts("india.ticks"),
        "make": texts("india.make_text", software=program),
        "colour": pen.blank,
        "serial": texts("india.serial_text", scale=scale),
        "identity": pen.blank,
        "other": texts("india.other_text", origin=pen.answer["station"], files=files),
        "control": pen.blank,
        "working": f"{texts('india.working_text', count=len(pen.outages))}\n{pen.blank}",
        "relation": texts("india.relation_ticks"),
        "hash": texts("india.hash_text"),
        "algorithm": texts("india.algorithm_ticks"),
        "report": texts("india.report_text"),
        "signature": pen.blank,
        "date": pen.blank,
    }
    rows = [(texts(f"india.{name}"), said) for name, said in told.items()]
    return Section(texts("section.india"), (text(texts("india.text")), facts(rows)))


def us13_section(pen: Pen) -> Section:
    """How the system works, why its result is accurate, how this record came out of it, outages."""
    texts = pen.texts
    rows = [(texts(f"us.{name}"), texts(f"us.{name}_text")) for name in ("how", "accurate", "record")]
    rows.append((texts("us.outages"), texts("us.outages_text", count=len(pen.outages))))
    rows += [(texts(f"us.{name}"), pen.blank) for name in ("person", "attested", "notice")]
    return Section(texts("section.us13"), (text(texts("us.text13")), facts(rows)))


def us14_section(pen: Pen) -> Section:
    """Data identified, tool, values that match, values disclosed; the qualified person's own words are blank."""
    texts, files = pen.texts, pen.answer["files"]
    copies = [each["copy"] for each in files if each["copy"] is not None]
    compared = {"same": sum(each["matches"] for each in files), "all": len(files)}
    compared |= {"copied": sum(each["matches"] for each in copies), "copies": len(copies)}
    rows = [
        (texts("us.data"), texts("us.data_text")),
        (texts("us.tool"), pen.answer["made"]["tool"]),
        (texts("us.disclosed"), texts("us.disclosed_text")),
        *((texts(f"us.{name}"), pen.blank) for name in ("person", "attested", "notice")),
    ]
    return Section(texts("section.us14"), (text(texts("us.text14"), texts("us.attest", **compared)), facts(rows)))


def _program(pen: Pen) -> tuple[str, str]:
    """The programs that recorded the sessions, and the hashes of their files."""
    software = [each["software"] for each in pen.sessions]
    names = dict.fromkeys(f"{each['name']} {each['version']}" for each in software)
    return ", ".join(names) or pen.known(None), pen.lines(dict.fromkeys(each["files_sha256"] for each in software))
