"""Strict DER (X.690) before anything is read: one spelling for one meaning, and nothing that two readers read differently.

asn1crypto reads BER too, lazily, and says what it dislikes in its own errors; `reading` turns those into ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from station.formats.errors import Malformed

_CONSTRUCTED = 0x20
_CLASS = 0xC0
_LONG_TAG = 0x1F
_SEQUENCE_AND_SET = (0x30, 0x31)  # the only constructed types of the universal class; others are strings in BER pieces
_MAX_LENGTH_BYTES = 4


def check_der(data: bytes, what: str) -> None:
    """Raise `Malformed` unless the bytes are one element with definite, shortest lengths, and so is all inside it."""
    _, _, stop = _element(data, 0, len(data), what)
    if stop != len(data):
        raise Malformed(what, "it goes on after its end")
    spans = [(0, stop)]
    while spans:
        at, end = spans.pop()
        while at < end:
            constructed, start, at = _element(data, at, end, what)
            if constructed:
                spans.append((start, at))


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Turn whatever asn1crypto raises at bytes of another form into `Malformed`."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        raise Malformed(what, "its parts are not those that its standard asks for") from error


def _element(data: bytes, at: int, end: int, what: str) -> tuple[bool, int, int]:
    """Return whether an element is constructed, where its contents start, and where they stop."""
    if end - at < 2:
        raise Malformed(what, "it is cut short")
    tag, length, start = data[at], data[at + 1], at + 2
    constructed = bool(tag & _CONSTRUCTED)
    if tag & _LONG_TAG == _LONG_TAG or (constructed and not tag & _CLASS and tag not in _SEQUENCE_AND_SET):
        raise Malformed(what, "it has an element that DER or its standard does not know")
    if length & 0x80:
        start += length & 0x7F
        length = _long_length(data[at + 2 : min(start, end)], length & 0x7F, what)
    if start + length > end:
        raise Malformed(what, "it is cut short")
    return constructed, start, start + length


def _long_length(digits: bytes, count: int, what: str) -> int:
    length = int.from_bytes(digits, "big")
    if not 0 < count <= _MAX_LENGTH_BYTES or len(digits) != count or digits[0] == 0 or length < 0x80:
        raise Malformed(what, "it has a length that is indefinite or not the shortest, which is not DER")
    return length
