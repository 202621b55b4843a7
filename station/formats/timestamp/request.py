"""What is asked of a time authority: RFC 3161, section 2.4.1."""

import hashlib

from asn1crypto import tsp


def request(data: bytes, nonce: int) -> bytes:
    """Return the DER request for a stamp of the data's SHA-256, with the signer's certificate in the answer."""
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(data).digest()}
    asked = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    return bytes(asked.dump())
