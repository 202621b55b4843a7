"""The station's keys where its settings say they lie: in the key file, or the Ed25519 key on a token."""

from functools import partial
from pathlib import Path

from station import keys, token
from station.config import StationSettings
from station.formats.signing import LogSigner
from station.keys import KeyFileError
from station.token import TokenPlace, TokenSigner


def open_signer(station: StationSettings, *, as_it_is: bool = False) -> LogSigner:
    """Load the keys that sign; raise `KeyFileError` or `TokenError`.

    With `as_it_is` a file without a post-quantum key will do, although the settings ask for one.
    """
    held = keys.public(station.key)
    if held.first.name != station.name:
        raise KeyFileError(
            station.key,
            f"it holds the key of {held.first.name}, but station.name is {station.name}; another name is another log",
        )
    wanted = station.post_quantum and not (as_it_is and held.second is None)
    place = _place(station)
    token_key = None if place is None else partial(TokenSigner, place)
    return keys.load(station.key, post_quantum=wanted, token=token_key)


def make_keys(station: StationSettings, path: Path, *, in_file: bool = False) -> tuple[str, ...]:
    """Make new keys as the settings say, their file at `path`; return their verifier keys, Ed25519 first.

    With `in_file` both keys are made in the file, although the settings name a token.
    """
    if path.exists():  # before a key is made on the token, where it would stay
        raise KeyFileError(path, "it exists already, and a key is never overwritten; choose another path")
    place = None if in_file else _place(station)
    on_token = None if place is None else token.generate(place, station.name)
    return keys.generate(path, station.name, post_quantum=station.post_quantum, on_token=on_token)


def _place(station: StationSettings) -> TokenPlace | None:
    where = station.token
    return None if where is None else TokenPlace(where.module, where.label, where.pin_file, where.key_label)
