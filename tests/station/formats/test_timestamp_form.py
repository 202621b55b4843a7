"""The form of a time stamp: strict DER, times to the microsecond, and nothing else passes for one."""

import pytest
from asn1crypto import core
from hypothesis import given
from hypothesis import strategies as st

from station.formats.errors import Malformed, VerificationError
from station.formats.timestamp import MAX_RESPONSE_BYTES, check_response
from station.formats.timestamp.info import read_info
from tests.stamps import Draft, paper

DATA = b"checkpoint"


@pytest.fixture(scope="module")
def signer():
    """Give a certificate for time stamps."""
    return paper("Station clock")


@pytest.fixture(scope="module")
def response(signer):
    """Give a good response by it, always the same bytes."""
    return Draft(signer, DATA).response()


@given(st.binary(max_size=300))
def test_noise_is_no_stamp(noise):
    """Any other bytes are refused in our own words."""
    with pytest.raises(Malformed):
        check_response(noise, DATA, None)


@given(st.data())
def test_noise_in_a_stamp(signer, response, data):
    """Whatever is cut out of a stamp or put into it is refused, or changes nothing that is believed."""
    at = data.draw(st.integers(0, len(response)))
    cut = data.draw(st.integers(0, 40))
    changed = response[:at] + data.draw(st.binary(max_size=40)) + response[at + cut :]
    try:
        found = check_response(changed, DATA, signer.der)
    except VerificationError:
        return

    assert found == check_response(response, DATA, signer.der)


def test_bytes_after_the_end(signer, response):
    """Nothing may follow a response, nor what it says."""
    with pytest.raises(Malformed, match="goes on after its end"):
        check_response(response + b"\0", DATA, None)
    with pytest.raises(Malformed, match="goes on after its end"):
        check_response(Draft(signer, DATA, tail=b"\5\0").response(), DATA, None)


def test_lengths_that_are_not_der(response):
    """An indefinite length, or one longer than it need be, is refused: two readers might read it differently."""
    inside = response[4:]  # after 30 82 and two bytes of length

    for spelling in (b"\x30\x80" + inside + b"\0\0", b"\x30\x83\0" + response[2:4] + inside):
        with pytest.raises(Malformed, match="which is not DER"):
            check_response(spelling, DATA, None)


def test_strings_in_pieces():
    """A string of bytes put together from pieces is BER, not DER."""
    pieces = core.OctetString(b"").dump() * 2

    with pytest.raises(Malformed, match="DER"):
        check_response(bytes([0x30, 2 + len(pieces), 0x24, len(pieces)]) + pieces, DATA, None)


def test_a_response_without_end():
    """A response is not read beyond a limit."""
    with pytest.raises(Malformed, match="the limit is 65536"):
        check_response(bytes(MAX_RESPONSE_BYTES + 1), DATA, None)


@pytest.mark.parametrize(
    ("text", "at_us"),
    [
        ("20261121120000Z", 1795262400_000_000),
        ("20261121120000.5Z", 1795262400_500_000),
        ("20261121120000.1234567Z", 1795262400_123_456),
        ("19691231235959.999999Z", -1),
    ],
)
def test_times(signer, text, at_us):
    """A time is read to the microsecond, whatever its number of digits."""
    assert read_info(_says(signer, text)).at_us == at_us


@pytest.mark.parametrize(
    "text",
    [
        "202611211200Z",
        "20261121120000",
        "20261121120000+0500",
        "20261121120000,5Z",
        "20261121120060Z",
        "20261321120000Z",
    ],
)
def test_times_that_are_refused(signer, text):
    """A time in another zone, without its seconds or that never was is refused."""
    with pytest.raises(Malformed):
        read_info(_says(signer, text))


def test_no_accuracy(signer):
    """An authority need not say how exact its clock is."""
    response = Draft(signer, DATA, info={"accuracy": None}).response()

    assert check_response(response, DATA, None).accuracy_us is None


def _says(signer, text):
    return Draft(signer, DATA, info={"gen_time": core.GeneralizedTime(contents=text.encode())}).content()
