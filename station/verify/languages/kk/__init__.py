"""Kazakh. Terms as in the act; whoever knows the law in this language has still to read it."""

from station.verify.languages.kk import (
    bag,
    course,
    draw,
    excerpt,
    films,
    furnace,
    keys,
    log,
    metrology,
    others,
    people,
    scale,
    seal,
    terms,
)
from station.verify.words import Language

SENTENCES = {
    **seal.SENTENCES,
    **people.SENTENCES,
    **others.SENTENCES,
    **bag.SENTENCES,
    **course.SENTENCES,
    **draw.SENTENCES,
    **films.SENTENCES,
    **scale.SENTENCES,
    **metrology.SENTENCES,
    **furnace.SENTENCES,
    **excerpt.SENTENCES,
    **keys.SENTENCES,
    **log.SENTENCES,
}
LANGUAGE = Language(
    sentences=SENTENCES,
    terms=terms.TERMS,
    titles=terms.TITLES,
    verdicts={"PASS": "ДҰРЫС", "FAIL": "ҚАТЕ", "NOTE": "ЕСКЕРТУ"},
    detail="толығырақ, ағылшынша: «{detail}»",
    closing="Қазақша мәтінді заңгер әлі тексерген жоқ; түпнұсқасы — ағылшынша мәтін (--language en).",
)
