"""Shapes of JSON values, and a check that names the field that is wrong.

A shape says what an entry's `data` must look like. `check_shape` returns nothing or raises `WrongShape` with the path
of the first field that does not fit. Integers are the only numbers: a record holds no fraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]  # the `data` of an entry


class WrongShape(ValueError):
    """A value does not have the shape its place asks for."""

    def __init__(self, path: str, expected: str, found: object) -> None:
        self.path, self.expected, self.found = path, expected, found
        super().__init__(f"{path or 'data'}: expected {expected}, found {found!r:.80}")


@dataclass(frozen=True)
class Maybe:
    """The shape, or null."""

    shape: object


@dataclass(frozen=True)
class Each:
    """A list whose every item has the shape."""

    shape: object


@dataclass(frozen=True)
class Withheld:
    """A value that may stand as its salted commitment: always (a person's data), or where the profile says so."""

    always: bool = False


PERSONAL = Withheld(always=True)
BY_PROFILE = Withheld()

NAMES: dict[object, str] = {int: "an integer", str: "text", bool: "true or false"}
HEX_DIGITS = frozenset("0123456789abcdef")


def check_shape(value: object, shape: object, path: str = "") -> None:
    """Raise `WrongShape` unless `value` has `shape`."""
    if isinstance(shape, Maybe):
        if value is not None:
            check_shape(value, shape.shape, path)
    elif isinstance(shape, Each):
        if not isinstance(value, list):
            raise WrongShape(path, "a list", value)
        for number, item in enumerate(value):
            check_shape(item, shape.shape, f"{path}[{number}]")
    elif isinstance(shape, Mapping):
        _check_fields(value, shape, path)
    elif isinstance(shape, Withheld):
        _check_withheld(value, shape, path)
    elif type(value) is not shape:  # exactly: a bool is an int in Python, and must not pass for one in a record
        raise WrongShape(path, NAMES[shape], value)


def is_commitment(value: object) -> bool:
    """Whether a value stands for a withheld one."""
    if not isinstance(value, dict) or set(value) != {"commitment"}:
        return False
    digits = value["commitment"]
    return isinstance(digits, str) and len(digits) == 64 and set(digits) <= HEX_DIGITS


def _check_fields(value: object, shape: Mapping[str, object], path: str) -> None:
    if not isinstance(value, dict):
        raise WrongShape(path, "an object", value)
    for name, inner in shape.items():
        if name not in value:
            raise WrongShape(f"{path}.{name}".lstrip("."), "a value", None)
        check_shape(value[name], inner, f"{path}.{name}".lstrip("."))
    for name in value:
        if name not in shape:
            raise WrongShape(f"{path}.{name}".lstrip("."), "no such field", value[name])


def _check_withheld(value: object, shape: Withheld, path: str) -> None:
    if is_commitment(value):
        return
    if shape.always:
        raise WrongShape(path, "a commitment (personal data never stands in an entry)", "a plain value")
    check_shape(value, str, path)
