"""Whether the keys of a record are those that the reader gave, of both kinds."""

from collections.abc import Sequence

from station.formats.cosignature import MlDsa44Verifier
from station.formats.note import Verifier
from station.rules.succession import LogKeys


def partner(first: Verifier, given: Sequence[Verifier]) -> MlDsa44Verifier | None:
    """The ML-DSA-44 key that was given right below this Ed25519 key, as a station writes both down, or else right above it."""
    ours = [each for each in given if each.name == first.name]
    at = ours.index(first)
    below = ours[at + 1] if at + 1 < len(ours) else None
    if isinstance(below, MlDsa44Verifier):
        return below
    above = ours[at - 1] if at else None
    taken = at > 1 and not isinstance(ours[at - 2], MlDsa44Verifier)  # it is the key before's
    return above if isinstance(above, MlDsa44Verifier) and not taken else None


def trusts(keys: LogKeys, given: Sequence[Verifier]) -> bool:
    """Whether the reader gave these keys.

    Whoever gave an Ed25519 key with its ML-DSA-44 key is not content with one of them: else whoever breaks Ed25519 one day
    would leave the other line out. Whoever gave no ML-DSA-44 key is.
    """
    if keys.first not in given:
        return False
    expected = partner(keys.first, given)
    if expected is not None:
        return keys.second == expected
    seconds = [each for each in given if isinstance(each, MlDsa44Verifier) and each.name == keys.name]
    return keys.second is None or not seconds or keys.second in seconds
