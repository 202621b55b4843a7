"""The last sections: how to check the answer, what it does not prove, and places to sign."""

from station.act.blocks import Section, bullets, commands, note, signatures, text
from station.courts.document.pen import Pen
from station.verify.answers.form import ANSWERED_PROOF

NOT_PROVEN = ("substance", "before", "off_camera", "withheld", "left_out", "key", "clock", "people", "paper")


def check_section(pen: Pen) -> Section:
    """What to type, and what only a person can compare."""
    texts, made = pen.texts, pen.answer["made"]
    pairs = [
        (texts("check.folder"), "python3 verify.pyz ANSWER --key KEY"),
        (texts("check.log"), "station court check ANSWER --key KEY --log LOG"),
        (texts("check.entry"), f"station verify ANSWER/{ANSWERED_PROOF} --key KEY"),
        (texts("check.film"), "sha256sum FILE"),
        (texts("check.document", version=made["software"]), "station court check ANSWER --key KEY"),
    ]
    return Section(texts("section.check"), (commands(pairs), text(texts("check.compare"))))


def not_proven_section(pen: Pen) -> Section:
    """Nobody shall read more into the answer than it holds."""
    withheld = pen.figures.count(pen.answer["consignments_withheld"])
    said = (pen.texts(f"not_proven.{name}", withheld=withheld) for name in NOT_PROVEN)
    return Section(pen.texts("section.not_proven"), (bullets(said),))


def sign_section(pen: Pen) -> Section:
    """A row for each who signs, all blank."""
    texts = pen.texts
    labels = [texts(f"sign.{name}") for name in ("name", "signature", "date", "place")]
    rows = signatures(labels, [texts("sign.answers"), texts("sign.expert")])
    return Section(texts("section.sign"), (rows, note(texts("sign.note"))))
