"""The act: the certificate of destruction as PDF/A-3, from the sealed record alone, in Kazakh, Russian or English.

The act is a reading of a bag. Built twice by one version of the program it has the same bytes, so whoever doubts an act builds it
again. It shows what the record has, says what it has not, and proves nothing by itself: the record inside it does.
"""

from station.act.build import ActDiffers, NotAnAct, build_act, check_act
from station.act.catalogue import LANGUAGES
from station.act.source import ActRefused

__all__ = ["LANGUAGES", "ActDiffers", "ActRefused", "NotAnAct", "build_act", "check_act"]
