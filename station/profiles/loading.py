"""Where profiles come from: those that the program brings, and a station's own file."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from station.profiles.errors import ProfileError
from station.profiles.model import Profile, Written
from station.rules.numbers import same_number

SHIPPED = ("KZ", "PH", "IN")
DEFAULT = "KZ"


def find(name: str, folder: Path) -> Profile:
    """Return a profile by its code, one of `SHIPPED`, or by the path of a YAML file, seen from a folder; raise `ProfileError`."""
    return shipped(name) if name in SHIPPED else _own(source(name, folder), str(folder / name))


def source(name: str, folder: Path) -> bytes:
    """Return the file itself; raise `ProfileError` where there is none."""
    if name in SHIPPED:
        return files("station.profiles").joinpath(f"{name.lower()}.yaml").read_bytes()
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        known_codes = ", ".join(SHIPPED)
        raise ProfileError(str(folder / name), f"  {error.strerror}; give {known_codes}, or a YAML file") from error


@cache
def shipped(code: str) -> Profile:
    """Return one of `SHIPPED`."""
    return _parse(source(code, Path()), f"profile {code}")


def known(code: str, sha256: str) -> Profile | None:
    """Return the shipped profile that a session names; None when it named another, or another version of it."""
    if code not in SHIPPED:
        return None
    profile = shipped(code)
    return profile if profile.sha256 == sha256 else None


def _own(data: bytes, name: str) -> Profile:
    """Parse an own file. Under a shipped code, or one that would be read as such, it must be the shipped file."""
    profile = _parse(data, name)
    alike = next((code for code in SHIPPED if same_number(code, profile.code)), None)
    if alike is not None and known(profile.code, profile.sha256) is None:
        wrong = f"  code: {profile.code} is, or reads like, that of the profile {alike} which the program brings, and this is"
        raise ProfileError(name, f"{wrong} another file; choose another code, such as {alike}-OWN")
    return profile


def _parse(data: bytes, name: str) -> Profile:
    try:
        written = Written.model_validate(_raw(data, name))
    except ValidationError as error:
        wrong = (f"  {'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in error.errors())
        raise ProfileError(name, "\n".join(wrong)) from error
    return Profile(**dict(written), sha256=hashlib.sha256(data).hexdigest())


def _raw(data: bytes, name: str) -> Any:
    try:
        return yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ProfileError(name, f"  not YAML: {error}") from error
