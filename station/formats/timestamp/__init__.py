"""Time stamps (RFC 3161): an outside authority's signed word that some bytes existed at a time, checked without OpenSSL.

    stamp = check_response(tsr, checkpoint, authority_pem)

Who is trusted is the caller's choice: the authority's own certificate, or that of the authority which issued it directly.
Limits: revocation is not asked for, so a stamp made with a stolen key passes until that certificate is pinned no more; and
a stamp says that the bytes are no younger than its time, not that they are true.
"""

from station.formats.timestamp.check import Stamp, check_response
from station.formats.timestamp.errors import (
    CertificateUnfit,
    NotGranted,
    OtherAuthority,
    StampOfOtherData,
    StampSignatureInvalid,
)
from station.formats.timestamp.request import request
from station.formats.timestamp.token import MAX_RESPONSE_BYTES

__all__ = [
    "MAX_RESPONSE_BYTES",
    "CertificateUnfit",
    "NotGranted",
    "OtherAuthority",
    "Stamp",
    "StampOfOtherData",
    "StampSignatureInvalid",
    "check_response",
    "request",
]
