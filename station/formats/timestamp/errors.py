"""How a time stamp can fail to hold. One that cannot be read at all is `Malformed`, as everything else is."""

from station.formats.errors import VerificationError


class NotGranted(VerificationError):
    """The authority answered, and refused; `status` is RFC 3161's word for it, `reason` the authority's own."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(f"The time authority gave no stamp ({status}): {reason}.")
        self.status = status
        self.reason = reason


class StampOfOtherData(VerificationError):
    """The stamp is of other bytes than those at hand. Both hashes are in hex."""

    def __init__(self, *, algorithm: str, expected: str, found: str) -> None:
        super().__init__(
            f"The time stamp is not of these bytes: their {algorithm} is {expected}, the stamp has {found}. "
            "It belongs to another file, or the file was changed."
        )
        self.algorithm = algorithm
        self.expected = expected
        self.found = found


class StampSignatureInvalid(VerificationError):
    """The authority's signature does not cover what the stamp says."""

    def __init__(self, authority: str, reason: str) -> None:
        super().__init__(f"The time stamp is not as {authority} signed it: {reason}. Reject it.")
        self.authority = authority
        self.reason = reason


class OtherAuthority(VerificationError):
    """The stamp is by another authority than the one that is trusted."""

    def __init__(self, *, expected: str, found: str, sha256: str) -> None:
        super().__init__(
            f"The time stamp is by a certificate of {found} (SHA-256 {sha256}), which is neither the one that was given "
            f"({expected}) nor issued by it. If the authority renewed its certificate, get the new one from its own site."
        )
        self.expected = expected
        self.found = found
        self.sha256 = sha256


class CertificateUnfit(VerificationError):
    """A certificate does not let its owner vouch for a time, or not for this one."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"The certificate of {subject} cannot vouch for this time: {reason}.")
        self.subject = subject
        self.reason = reason
