"""Country profiles: who must be there, what is asked of the goods, what is withheld, and the words of the act.

Promise: a profile in use is complete in en, ru and kk, names no role that it does not declare, and asks for no draw that
`station.rules.sampling` would refuse. Its code and the SHA-256 of its file are sealed in each session; `known` finds it by both.
Limits: a profile is a reading of the law by the authors of its file, no law; each rule in it says how it came to be known.
"""

from station.profiles.errors import ProfileError
from station.profiles.loading import DEFAULT, SHIPPED, find, known, shipped, source
from station.profiles.model import Profile, Quorum
from station.profiles.terms import Language, RoleCode, Withholdable

__all__ = [
    "DEFAULT",
    "SHIPPED",
    "Language",
    "Profile",
    "ProfileError",
    "Quorum",
    "RoleCode",
    "Withholdable",
    "find",
    "known",
    "shipped",
    "source",
]
