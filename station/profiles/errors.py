"""The error of a profile that cannot be used."""


class ProfileError(ValueError):
    """A profile cannot be used: the message names the file, each wrong key, and what is wrong with it."""

    def __init__(self, name: str, wrong: str) -> None:
        super().__init__(f"{name} cannot be used as a profile:\n{wrong}")
        self.name = name
        self.wrong = wrong
