"""The simulator's protocols against lines that stand in the manuals, or are worked out by hand from their tables."""

import pytest

from firmware_bridge.simulator import massa_k, tenso_m
from firmware_bridge.simulator.scale import Indication, Plate, Scale
from firmware_bridge.simulator.speaker import REPEAT_US, FrameSpeaker, Speech
from firmware_bridge.simulator.speakers import NAMES, SPEECHES, speaker

CENTIGRAM = Plate(max_mg=2_000_000, division_mg=10, unit="g")
DECIGRAM = Plate(max_mg=6_000_000, division_mg=100, unit="g")
GRAM = Plate(max_mg=6_000_000, division_mg=1_000, unit="g")
GRAM_IN_KG = Plate(max_mg=6_000_000, division_mg=1_000, unit="kg")
TEN_GRAMS = Plate(max_mg=60_000_000, division_mg=10_000, unit="kg")
HECTOGRAM = Plate(max_mg=600_000_000, division_mg=100_000, unit="kg")
KILOGRAM = Plate(max_mg=600_000_000, division_mg=1_000_000, unit="kg")


def shown(gross_mg: int, tare_mg: int = 0, **flags: bool):
    """An indication with its usual flags."""
    usual = {"stable": True, "over": False, "under": False, "zero_captured": True}
    return Indication(gross_mg, gross_mg - tare_mg, tare_mg, **(usual | flags))


def written(name: str, plate: Plate, indication: Indication):
    """What a protocol sends by itself, or answers to its first question."""
    speech = SPEECHES[name]
    write = speech.streams or next(iter(speech.answers.values()))
    return write(plate, indication)


KNOWN = [
    # LE2202S p52, Quintix p87
    ("sartorius-sbi", CENTIGRAM, shown(123_560), b"+   123.56 g  \r\n"),
    ("sartorius-sbi", CENTIGRAM, shown(-123_560, stable=False), b"-   123.56    \r\n"),
    ("sartorius-sbi", CENTIGRAM, shown(0), b"      0.00 g  \r\n"),
    ("sartorius-sbi", CENTIGRAM, shown(0, over=True), b"      High    \r\n"),
    ("sartorius-sbi", CENTIGRAM, shown(0, under=True), b"      Low     \r\n"),
    ("sartorius-sbi/22", CENTIGRAM, shown(133_560, 10_000), b"N     +   123.56 g  \r\n"),
    ("sartorius-sbi/22", CENTIGRAM, shown(0, over=True), b"Stat        High    \r\n"),
    # GH p44, FX-CT p33
    ("a-and-d", CENTIGRAM, shown(123_450), b"ST,+00123.45  g\r\n"),
    ("a-and-d", GRAM_IN_KG, shown(-123_000, stable=False), b"US,-0000.123 kg\r\n"),
    ("a-and-d", CENTIGRAM, shown(0, over=True), b"OL,+9999999E+19\r\n"),
    ("a-and-d/csv", CENTIGRAM, shown(123_450), b"ST,+00123.45,  g\r\n"),
    # a public test of a CAS line, CI-600D p74
    ("st-gs", GRAM_IN_KG, shown(4_876_000), b"ST,GS,+  4.876kg\r\n"),
    ("st-gs", GRAM_IN_KG, shown(4_876_000, 5_000_000, stable=False), b"US,NT,-  0.124kg\r\n"),
    # logs of T-Scale QHW and NHB
    ("st-gs/t-scale", DECIGRAM, shown(245_600), b"ST,GS,   245.6g \r\n"),
    ("st-gs/t-scale-nhb", DECIGRAM, shown(20_700), b"ST,GS    20.7g \r\n"),
    ("st-gs/keli", KILOGRAM, shown(-50_000_000), b"ST,GS,-000050.Kg\r\n"),
    # KXS-TM p70
    ("st-gs/kern", CENTIGRAM, shown(12_340, stable=False), b"US,GS,+00012.34   g\r\n"),
    ("st-gs/kern", CENTIGRAM, shown(0, over=True), b"OL,GS,+            \r\n"),
    # TI-02 p21
    ("st-gs/tiger", TEN_GRAMS, shown(-12_340_000), b"ST,GS-  12.34,kg\r\n"),
    # E-AF03 p65, p69
    ("dini-argeo", DECIGRAM, shown(1_234_500), b"ST,GS,  1234.5, g\r\n"),
    ("dini-argeo", TEN_GRAMS, shown(1_000_000, 2_000_000, stable=False), b"US,NT,   -1.00,Kg\r\n"),
    (
        "dini-argeo/rext",
        TEN_GRAMS,
        shown(1_000_000, 2_000_000),
        b"1,ST,     -1.00,        2.00,         0,         0,Kg\r\n",
    ),
    # CI-600D p74: 13.5 kg as 000013.5; lamps 1100 0100, then 1000 0010, then 1100 0101
    ("cas-22/zeros", HECTOGRAM, shown(13_500_000), b"ST,GS,1\xc4,000013.5 kg\r\n"),
    ("cas-22", HECTOGRAM, shown(1_000_000, 14_500_000, stable=False), b"US,NT,1\x82,-   13.5 kg\r\n"),
    ("cas-22/device-10", HECTOGRAM, shown(0), b"ST,GS,\n\xc5,+    0.0 kg\r\n"),
    # a log of a Defender 3000, its manual p35, the RS232 kit p5
    ("ohaus/narrow", GRAM_IN_KG, shown(0, 1_640_000, stable=False), b"-  1.640 kg   ?N\r\n"),
    ("ohaus", GRAM_IN_KG, shown(0, 1_640_000), b"-   1.640 kg    NET\r\n"),
    ("ohaus/kit", CENTIGRAM, shown(12_730, stable=False), b"       12.73 g    ?\r\n"),
    ("ohaus/kit-2", GRAM_IN_KG, shown(211_000, stable=False), b"       0.211 kg ?\r\n"),
    ("ohaus/kit-2", GRAM, shown(311_000), b"        311 g  \r\n"),
    ("ohaus", GRAM, shown(0, over=True), b""),
    # WPT p69
    ("radwag", HECTOGRAM, shown(18_500_000, stable=False), b"SI ?       18.5 kg \r\n"),
    # SCP-0499
    ("sma", CENTIGRAM, shown(123_450), b"\n 1G      123.45g  \r"),
    ("sma", TEN_GRAMS, shown(0, stable=False), b"\nZ1GM       0.00kg \r"),
    ("sma", TEN_GRAMS, shown(0, under=True), b"\nU1G  ----------kg \r"),
    # 7821 p25, 3700LP p11
    ("nci", TEN_GRAMS, shown(1_234_560_000), b"\n1234.56kg\r\n00\r\x03"),
    ("nci", TEN_GRAMS, shown(0, stable=False), b"\n   0.00kg\r\n30\r\x03"),
    ("nci", TEN_GRAMS, shown(70_000_000, over=True), b"\n^^^^^^^kg\r\n02\r\x03"),
    # 482 p33, Tracer AV p38
    ("rice-lake", TEN_GRAMS, shown(-1_250_000), b"\x02-   1.25KG \r\n"),
    ("rice-lake/cr", GRAM, shown(5_000_000, 1_000_000, stable=False), b"\x02    4000GNM\r"),
    ("rice-lake", GRAM, shown(9_000_000, over=True), b"\x02^^^^^^^^GGO\r\n"),
    # DIVA p51: b6 always, b0 motion, b5 net
    ("toledo-8217", TEN_GRAMS, shown(1_250_000), b"\x02001.25\r"),
    ("toledo-8217", TEN_GRAMS, shown(1_250_000, 1_000_000), b"\x02000.25N\r"),
    ("toledo-8217", TEN_GRAMS, shown(1_250_000, 1_000_000, stable=False), b"\x02?\x61\r"),
    ("toledo-8217", TEN_GRAMS, shown(-20_000), b"\x02?\x44\r"),
    # 2B ^ 30 ^ 30 ^ 31 ^ 32 ^ 33 ^ 34 ^ 32 = 1D; on the A22 D is 3D
    ("yaohua-0", TEN_GRAMS, shown(12_340_000), b"\x02+00123421D\x03"),
    ("yaohua-0/a22", TEN_GRAMS, shown(12_340_000), b"\x02+0012342\x31\x3d\x03"),
    ("yaohua-0", KILOGRAM, shown(-500_000_000), b"\x02-000500018\x03"),
    # vesar.md
    ("yaohua-tenths", HECTOGRAM, shown(85_100_000), b"\x02+000085117\x03"),
    # A26 p13
    ("yaohua-1", GRAM_IN_KG, shown(3_000_000), b"=000.3000"),
    ("yaohua-1", TEN_GRAMS, shown(-1_000_000), b"=00.1000-"),
    ("yaohua-2", GRAM_IN_KG, shown(3_000_000), b"=0003.000"),
    ("yaohua-2", TEN_GRAMS, shown(-1_000_000), b"=-0001.00"),
    # A12E p13
    ("yaohua-a12", GRAM_IN_KG, shown(2_171_000, 1_000_000), b"wn001.171kg\r\n"),
    ("yaohua-a12/e", GRAM_IN_KG, shown(4_139_000), b"WG004.139kg3D\r\n"),
    ("yaohua-a12/e", GRAM_IN_KG, shown(0, over=True), b"         OL23\r\n"),
    ("yaohua-a12/e", GRAM_IN_KG, shown(0, under=True), b"         LO23\r\n"),
    # A9+ p10: 41 ^ 41 = 00
    ("yaohua-command", TEN_GRAMS, shown(0), b"\x02AA00\x03"),
    # last digits first; stable and two decimals are 12h
    ("tenso-m", TEN_GRAMS, shown(12_340_000), bytes.fromhex("FF01C2341200 12FFFF")),
    ("tenso-m", TEN_GRAMS, shown(-12_340_000, stable=False), bytes.fromhex("FF01C2341200 82FFFF")),
    # 12 340 g at 10 g: 1234 = 04D2h
    ("massa-k", TEN_GRAMS, shown(0, over=True), bytes.fromhex("F855CE0200 2808 0828")),
]


@pytest.mark.parametrize(("name", "plate", "indication", "line"), KNOWN)
def test_a_line_as_its_manual_prints_it(name: str, plate: Plate, indication: Indication, line: bytes):
    """Byte for byte."""
    assert written(name, plate, indication) == line


def test_every_protocol_has_a_known_line():
    """Or is a form of one that has."""
    known = {name.partition("/")[0] for name, *_ in KNOWN} | {"mt-sics", "mt-continuous"}

    assert known == {name.partition("/")[0] for name in NAMES}


@pytest.mark.parametrize(("body", "crc"), [(b"\x23", 0x0023), (b"\x28\x08", 0x2808), (b"\x01\x00\x00", 0x1021)])
def test_the_crc_of_massa_k_gets_no_zeros_at_the_end(body: bytes, crc: int):
    """Two bytes just stand in the register; of a third, the highest bit that leaves brings the polynomial in."""
    assert massa_k.crc(body) == crc


@pytest.mark.parametrize(("body", "crc"), [(b"\x01", 0x69), (b"\x02", 0xD2), (b"\x01\x00", 0x03)])
def test_the_crc_of_tenso_m(body: bytes, crc: int):
    """One bit gives the polynomial, and that shifted; eight shifts more by hand are D2 CD F3 8F 77 EE B5 03."""
    assert tenso_m.crc(body) == crc
    assert tenso_m.crc(body + bytes([crc])) == 0


def test_an_end_byte_inside_a_frame_of_tenso_m_is_marked():
    """FF inside is followed by FE."""
    assert tenso_m.framed(b"\x01\xff\x02", checksum=False) == b"\xff\x01\xff\xfe\x02\xff\xff"


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("toledo-8217", b"W", b"\x020000.0\r"),
        ("nci", b"W\r", b"\n    0.0g \r\n20\r\x03"),
        ("sma", b"\nW\r", b"\nZ1G         0.0g  \r"),
        ("radwag", b"S\r\n", b"S A\r\nS           0.0 g  \r\n"),
        ("radwag", b"SUI\r\n", b"SUI         0.0 g  \r\n"),
        ("dini-argeo", b"REXT\r\n", b"1,ST,       0.0,         0.0,         0,         0, g\r\n"),
        ("yaohua-command", b"\x02AB03\x03", b"\x02AB+000000119\x03"),
        ("tenso-m", bytes.fromhex("FF01C3FFFF"), bytes.fromhex("FF01C300000011FFFF")),
        ("massa-k", bytes.fromhex("F855CE0100232300"), None),
    ],
)
def test_a_question_is_answered_once_and_whole(name: str, question: bytes, answer: bytes | None):
    """Also when it comes byte by byte after noise; and a scale that is set to be asked says nothing by itself."""
    scale = Scale(DECIGRAM, settle_us=1)
    scale._moved_us -= 1_000
    asked = speaker(name, scale, asked=True)
    said = [asked.hear(bytes([byte]), 0) for byte in b"\x00?" + question]
    expected = answer if answer is not None else written(name, DECIGRAM, shown(0))

    assert b"".join(said) == said[-1] == expected
    assert asked.tick(REPEAT_US) == b""


def test_a_stream_has_its_pace():
    """Ten a second, without a question."""
    sender = FrameSpeaker(Scale(DECIGRAM, settle_us=0), SPEECHES["yaohua-2"])

    assert [len(sender.tick(at)) for at in (0, 50_000, 100_000, 199_999, 200_000)] == [9, 0, 9, 0, 9]


def test_nonsense_on_the_line_does_not_fill_memory():
    """Only as much is kept as a question needs."""
    sender = FrameSpeaker(Scale(DECIGRAM, settle_us=0), Speech(answers={b"W": lambda _plate, _shown: b"!"}))
    for _ in range(100):
        sender.hear(b"x" * 50, 0)

    assert len(sender._heard) <= 64


def test_a_protocol_that_nobody_speaks_is_refused():
    """With the list of those that are spoken."""
    with pytest.raises(ValueError, match="mt-sics"):
        speaker("morse", Scale(DECIGRAM, settle_us=0))
