"""An Ed25519 key on a PKCS#11 token: it is made there, signs there, and never leaves it (PKCS#11 3.0, section 2.3: EDDSA).

Every signature is verified before it is given out, so a failing token gives an error and no bad checkpoint. A session that
was lost (the token was pulled out, its service restarted) is opened again at the next signature. A wrong PIN is tried once
and never again, by no process, until the PIN's file is changed: tokens lock after a few tries, and a locked token is a lost
key. That a PIN was refused stands in a file beside the PIN's.

Limits: the token keeps the key from being copied, not from being used by whoever can run this program on this PC.
"""

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from station import durable
from station.formats.errors import SignatureInvalid
from station.formats.note import ED25519_KEY_BYTES, Ed25519Verifier, Signature, check_text

EDWARDS25519 = bytes.fromhex("06032b6570")  # CKA_EC_PARAMS: the object identifier 1.3.101.112 of RFC 8410, in DER
# CKA_EC_POINT is the bare key (PKCS#11 3.0), an OCTET STRING (2.40 drafts) or a BIT STRING (3.1)
POINT_PREFIXES = (b"", bytes.fromhex("0420"), bytes.fromhex("032100"))
ID_BYTES = 8
REFUSED_SUFFIX = ".refused"


class TokenError(Exception):
    """The token cannot be used now; the message says why, and the remedy."""

    def __init__(self, label: str, reason: str) -> None:
        super().__init__(f"The token {label} cannot be used: {reason}.")
        self.label = label
        self.reason = reason


class PinRefused(TokenError):
    """The token refused the PIN, now or at an earlier try; it is not asked again until the PIN's file is changed."""


@dataclass(frozen=True)
class TokenPlace:
    """Where keys lie: the PKCS#11 module, the token's label, the file with the PIN, the label of the station's keys."""

    module: Path
    label: str
    pin_file: Path
    key_label: str


class TokenSigner:
    """A private key of type 0x01 on a token. For any thread."""

    def __init__(self, place: TokenPlace, verifier: Ed25519Verifier) -> None:
        """Find the key on the token; raise `TokenError`."""
        self.verifier = verifier
        self._place = place
        self._turn = threading.Lock()
        self._session: Any = None  # python-pkcs11 mixes what a key can do into its class at run time
        self._key: Any = None
        with self._turn:
            self._reopen()

    def sign(self, text: str) -> Signature:
        """Sign a note's text, which must end in a newline; raise `TokenError`."""
        check_text(text)
        with self._turn:
            signature = self._sign(text.encode())
        try:
            self.verifier.verify(text, signature)
        except SignatureInvalid as error:
            raise TokenError(
                self._place.label, "it gave a signature that does not verify; replace the token"
            ) from error
        return Signature(self.verifier.name, self.verifier.key_id, signature)

    def _sign(self, message: bytes) -> bytes:
        pkcs11 = _pkcs11(self._place)
        if self._key is not None:
            try:
                return bytes(self._key.sign(message, mechanism=pkcs11.Mechanism.EDDSA))
            except pkcs11.PKCS11Error:  # most often the session is gone; a new one tells whether that was all
                self._drop()
        self._reopen()
        try:
            return bytes(self._key.sign(message, mechanism=pkcs11.Mechanism.EDDSA))
        except pkcs11.PKCS11Error as error:
            self._drop()
            raise TokenError(self._place.label, f"it does not sign ({_said(error)})") from error

    def _reopen(self) -> None:
        self._session = _open(self._place)
        try:
            self._key = _find(self._session, self._place, self.verifier)
        except BaseException:
            self._drop()
            raise

    def _drop(self) -> None:
        session, self._session, self._key = self._session, None, None
        if session is not None:
            _close(self._place, session)


def generate(place: TokenPlace, name: str) -> Ed25519Verifier:
    """Make a key pair on the token that cannot be taken out of it; return the public half under the log's name."""
    pkcs11 = _pkcs11(place)
    session = _open(place, writing=True)
    try:
        attribute = pkcs11.Attribute
        curve = session.create_domain_parameters(
            pkcs11.KeyType.EC_EDWARDS, {attribute.EC_PARAMS: EDWARDS25519}, local=True
        )
        public, private = curve.generate_keypair(
            mechanism=pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
            store=True,
            label=place.key_label,
            id=os.urandom(ID_BYTES),  # pairs the two halves: after a change of the key the token holds several
            capabilities=pkcs11.MechanismFlag.SIGN | pkcs11.MechanismFlag.VERIFY,
            private_template={attribute.SENSITIVE: True, attribute.EXTRACTABLE: False},
        )
        if not private[attribute.NEVER_EXTRACTABLE] or not private[attribute.ALWAYS_SENSITIVE]:
            raise TokenError(place.label, "it made a key that can be taken out of it; use another token")
        return Ed25519Verifier(name, _public_key(place, public[attribute.EC_POINT]))
    except pkcs11.PKCS11Error as error:
        raise TokenError(place.label, f"it makes no Ed25519 key ({_said(error)}); use another token") from error
    finally:
        _close(place, session)


def _open(place: TokenPlace, *, writing: bool = False) -> Any:
    pkcs11 = _pkcs11(place)
    pin = _pin(place)
    try:
        token = pkcs11.lib(str(place.module)).get_token(token_label=place.label)
    except pkcs11.NoSuchToken as error:
        raise TokenError(place.label, "it is not there; put it in, or mend station.token.label") from error
    except pkcs11.MultipleTokensReturned as error:
        raise TokenError(place.label, "several tokens bear this label; take the others out") from error
    except pkcs11.PKCS11Error as error:
        raise TokenError(place.label, f"the module {place.module} does not work ({_said(error)})") from error
    return _log_in(place, token, pin, writing=writing)


def _log_in(place: TokenPlace, token: Any, pin: str, *, writing: bool) -> Any:
    pkcs11 = _pkcs11(place)
    wrong = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinExpired, pkcs11.PinLocked)
    try:
        session = token.open(rw=writing, user_pin=pin)
    except pkcs11.UserAlreadyLoggedIn:  # a login is the whole process's: the old key is open while a new one is made
        session = token.open(rw=writing)
    except wrong as error:
        # A crash before this line costs one more try, and no token locks after two.
        durable.write_file(_refused_file(place), f"{_said(error)}\n".encode())
        raise PinRefused(place.label, _refusal(place, _said(error))) from error
    except pkcs11.PKCS11Error as error:
        raise TokenError(place.label, f"it opens no session ({_said(error)}); put it in again") from error
    return session


def _pin(place: TokenPlace) -> str:
    """Read the PIN, unless the token refused it already."""
    try:
        state = place.pin_file.stat()
        pin = place.pin_file.read_text(encoding="utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TokenError(place.label, f"its PIN cannot be read from {place.pin_file} ({error})") from error
    if state.st_mode & 0o077:
        raise TokenError(place.label, f"others may read {place.pin_file}; run: chmod 600 {place.pin_file}")
    refused = _refused_file(place)
    if refused.exists() and refused.stat().st_mtime_ns >= state.st_mtime_ns:
        raise PinRefused(place.label, _refusal(place, refused.read_text(encoding="utf-8").strip()))
    return pin


def _find(session: Any, place: TokenPlace, verifier: Ed25519Verifier) -> Any:
    pkcs11 = _pkcs11(place)
    attribute, kind = pkcs11.Attribute, pkcs11.ObjectClass
    try:
        labelled = {attribute.CLASS: kind.PUBLIC_KEY, attribute.LABEL: place.key_label}
        for public in list(session.get_objects(labelled)):  # all of them first: a session searches one thing at a time
            if _public_key(place, public[attribute.EC_POINT]) == verifier.public_key:
                return session.get_key(object_class=kind.PRIVATE_KEY, id=public[attribute.ID])
    except pkcs11.PKCS11Error as error:
        raise TokenError(place.label, f"its keys cannot be read ({_said(error)})") from error
    raise TokenError(
        place.label,
        f"it does not hold the key {verifier.key_id:08x} under the label {place.key_label}; put the right token in",
    )


def _public_key(place: TokenPlace, point: bytes) -> bytes:
    for prefix in POINT_PREFIXES:
        if point.startswith(prefix) and len(point) == len(prefix) + ED25519_KEY_BYTES:
            return point[len(prefix) :]
    raise TokenError(
        place.label, f"a key labelled {place.key_label} is not Ed25519; give station.token.key_label another"
    )


def _close(place: TokenPlace, session: Any) -> None:
    try:
        session.close()
    except _pkcs11(place).PKCS11Error:  # it was lost already
        return


def _refused_file(place: TokenPlace) -> Path:
    return place.pin_file.with_name(place.pin_file.name + REFUSED_SUFFIX)


def _refusal(place: TokenPlace, said: str) -> str:
    return (
        f"it refused the PIN in {place.pin_file} ({said}) and is not asked again, since tokens lock: write the right PIN "
        "into that file, then start again"
    )


def _said(error: Exception) -> str:
    return ": ".join(filter(None, (type(error).__name__, str(error))))


def _pkcs11(place: TokenPlace) -> ModuleType:
    try:
        import pkcs11  # noqa: PLC0415 - an optional extra: stations without a token do not need it
    except ImportError as error:
        raise TokenError(
            place.label, "python-pkcs11 is not installed; run: pip install 'furnace-station[token]'"
        ) from error
    return pkcs11
