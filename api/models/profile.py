"""The country profile in use, as far as a form has to know it. All of it: `station profile show`."""

from typing import Self

from pydantic import Field

from api.models.values import Shown
from station.config import Config
from station.profiles.model import Basis, Draw, Role
from station.profiles.terms import Text


class NamedShown(Shown):
    """A code, and its name in the languages of the act."""

    code: str = Field(examples=["prosecutor"])
    en: str = Field(examples=["prosecutor"])
    ru: str = Field(examples=["прокурор"])
    kk: str = Field(examples=["прокурор"])


class DrawAsked(Shown):
    """The draw that is asked of consignments of at least `least_packages`."""

    plan: str = Field(examples=["hypergeometric"])
    share: str = Field(examples=["9/10"])
    confidence: str = Field(examples=["19/20"])
    allowed: int = Field(examples=[0])
    least_packages: int = Field(examples=[10])


class ProfileShown(Shown):
    """Roles, bases and what is asked of the room and of the goods."""

    code: str = Field(examples=["KZ"])
    roles: list[NamedShown]
    bases: list[NamedShown]
    seats: list[str] = Field(examples=[["police", "media"]])
    quorum: list[list[str]] = Field(examples=[[["police"], ["prosecutor", "judiciary"]]])
    draw: DrawAsked | None

    @classmethod
    def of(cls, config: Config) -> Self:
        """Show the profile, with the seats and the quorum of the settings."""
        profile, session = config.profile, config.session
        return cls(
            code=profile.code,
            roles=[_named(role) for role in profile.roles],
            bases=[_named(basis) for basis in profile.bases],
            seats=list(session.seats),
            quorum=[list(group) for group in session.quorum],
            draw=_draw(profile.conditions.draw),
        )


def _named(text: Role | Basis) -> NamedShown:
    return NamedShown(code=text.code, **{language: getattr(text, language) for language in Text.model_fields})


def _draw(asked: Draw | None) -> DrawAsked | None:
    return None if asked is None else DrawAsked(**asked.model_dump())
