"""The kinds of table that a list is made of, and how a sheet or a file is told to be one."""

from enum import StrEnum

from station.lists.headings import known, plain


class Kind(StrEnum):
    """One table for each kind of thing, in the order in which people read them."""

    CONSIGNMENTS = "consignments"
    OPINIONS = "opinions"
    PACKAGES = "packages"
    CUSTODY = "custody"
    SAMPLES = "samples"


_NAMES = known("tables", Kind)


def named(name: str) -> Kind | None:
    """Return the kind whose word a sheet's or a file's name holds; None when it holds none, or those of several."""
    said = {_NAMES[word] for word in plain(name).split() if word in _NAMES}
    return Kind(said.pop()) if len(said) == 1 else None
