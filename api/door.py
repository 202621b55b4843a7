"""Who gives a command: logins, signed tokens, and the check that a browser's cookie was not used by another site.

A token names its operator, is signed with a secret that only this service reads, and ends with its time, with a new
password, or at logout. Logouts are remembered in memory: a restart forgets them, for at most `api.login_hours`.
"""

import os
import secrets
import threading
import time
from pathlib import Path

from itsdangerous import BadData, URLSafeTimedSerializer

from api.kinds import Kind
from api.problems import Refused
from api.turns import MustWait, Turns
from station import operators
from station.config import ApiSettings
from station.durable import make_folder, sync_folder

MAX_FAILURES = 5  # an operator's typing errors; at this rate a password of 12 characters is not guessed
# Of one name a minute, from all addresses together: who has a network full of them guesses no faster. An operator is not locked
# out by that where he has logged in before, nor at the station itself.
MAX_FAILURES_OF_A_NAME = 20
MAX_HOMES = 1024  # remembered; the oldest is forgotten
STATION_ITSELF = frozenset({"127.0.0.1", "::1"})
SECRET_BYTES = 32
SALT = "station/login/v1"
# One password check takes 64 MiB; a crowd at the door waits in line, or is sent away.
CHECK_WAIT_S = 5.0
NUMBER_BYTES = 8  # tells the tokens of one operator apart; it is signed, so it need not be hard to guess
CHALLENGE = {"WWW-Authenticate": "Bearer"}  # RFC 9110 section 15.5.2


class SecretUnusable(RuntimeError):
    """The secret that signs logins is not one, or not secret."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot sign logins: {reason}. Remove it (everyone is logged out) and start again.")
        self.path = path
        self.reason = reason


class Door:
    """Lets operators in. Any thread may call."""

    def __init__(self, settings: ApiSettings) -> None:
        self._operators = settings.operators
        self.lifetime_s = settings.login_hours * 3600
        self._signer = URLSafeTimedSerializer(_secret(settings.secret), salt=SALT)
        self._failures = Turns(MAX_FAILURES)
        self._failures_of_names = Turns(MAX_FAILURES_OF_A_NAME)
        self._homes: dict[tuple[str, str], None] = {}  # names and the addresses where they were let in
        self._one_check = threading.Lock()
        self._logged_out: dict[str, float] = {}  # a token's number -> when it would have ended

    def admit(self, name: str, password: str, address: str) -> str:
        """Return a token; raise `Refused` when the password is wrong, or too many were."""
        if not self._one_check.acquire(timeout=CHECK_WAIT_S):
            raise _too_many(CHECK_WAIT_S)
        try:
            self._failures.check(address)
            at_home = address in STATION_ITSELF or (name, address) in self._homes
            if not at_home:
                self._failures_of_names.check(name)
            operators.verify(self._operators, name, password)
            self._remember(name, address)
        except MustWait as told:
            raise _too_many(told.wait_s) from None
        except operators.LoginRefused:
            self._failures.count(address)
            if not at_home:
                self._failures_of_names.count(name)
            raise Refused(Kind.LOGIN_REFUSED, headers=CHALLENGE) from None
        finally:
            self._one_check.release()
        fingerprint = operators.fingerprint(self._operators, name)
        return self._signer.dumps([name, fingerprint, secrets.token_hex(NUMBER_BYTES)])

    def _remember(self, name: str, address: str) -> None:
        self._homes.pop((name, address), None)
        self._homes[name, address] = None
        if len(self._homes) > MAX_HOMES:
            del self._homes[next(iter(self._homes))]

    def operator(self, token: str) -> str:
        """Return the operator that a token names; raise `Refused` unless it is valid now."""
        return self._read(token)[0]

    def dismiss(self, token: str) -> None:
        """End a valid token before its time; raise `Refused` when it is not valid."""
        _, number = self._read(token)
        now = time.monotonic()
        with self._one_check:
            known = {old: end for old, end in self._logged_out.items() if end > now}
            self._logged_out = known | {number: now + self.lifetime_s}

    def _read(self, token: str) -> tuple[str, str]:
        refused = Refused(Kind.NOT_LOGGED_IN, headers=CHALLENGE)
        try:
            name, fingerprint, number = self._signer.loads(token, max_age=self.lifetime_s)
        except BadData:
            raise refused from None
        if number in self._logged_out or operators.fingerprint(self._operators, name) != fingerprint:
            raise refused
        return name, number


def _too_many(wait_s: float) -> Refused:
    return Refused(Kind.TOO_MANY_LOGINS, headers={"Retry-After": str(int(wait_s))})


def _secret(path: Path) -> bytes:
    """Read the secret; the first start makes it, readable by this account alone."""
    make_folder(path.parent)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _known_secret(path)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
    return _known_secret(path)


def _known_secret(path: Path) -> bytes:
    secret = path.read_bytes()
    if path.stat().st_mode & 0o077:
        raise SecretUnusable(path, "it can be read by other accounts")
    if len(secret) < SECRET_BYTES:
        raise SecretUnusable(path, f"it has {len(secret)} bytes, fewer than {SECRET_BYTES}")
    return secret
