"""When two numbers on labels are the same number.

A seal used twice must not hide behind a Cyrillic letter that looks like a Latin one, or behind a small letter. Two numbers
are the same when their skeletons are equal: compatibility forms folded (Unicode NFKC), small letters, look-alikes of
the Kazakh and Russian alphabets as Latin ones, as in Unicode Technical Standard 39, no spaces or separators.

The number of a case has parts, which a label's has not: 26-1/18 and 2-61/18 are two cases. So its parts stay apart, and
whatever stands between or behind them, another dash or a full stop, is no part of it.
"""

import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKES = str.maketrans("авекмнорстухіѕјһӏԁԛԝүөғқңұз", "abekmhopctyxisjhldqwyofkhy3")
_BETWEEN_PARTS = re.compile(r"[\W_]+")
_SEPARATORS = str.maketrans("", "", " -_./\u2010\u2011\u2012\u2013\u2014\u2212")


@lru_cache(maxsize=65_536)  # each new number is held against all before it
def skeleton(number: str) -> str:
    """What is left of a number when everything that is easily mistaken is folded."""
    folded = unicodedata.normalize("NFKC", number).casefold().translate(_LOOK_ALIKES)
    return folded.translate(_SEPARATORS).replace("o", "0").replace("l", "1").replace("i", "1")


def same_number(one: str, other: str) -> bool:
    """Whether two numbers on labels would be taken for the same."""
    return skeleton(one) == skeleton(other)


@lru_cache(maxsize=65_536)  # each that is asked for is held against all
def case_skeleton(case: str) -> str:
    """What is left of a case number; of one that has no letter or digit, itself."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", case) if unicodedata.category(each) != "Cf")
    return "-".join(skeleton(part) for part in _BETWEEN_PARTS.split(seen) if part) or case


def same_case(one: str, other: str) -> bool:
    """Whether two case numbers would be read as the same."""
    return case_skeleton(one) == case_skeleton(other)
