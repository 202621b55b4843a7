"""What the user can mend in a file, or in a cell."""


class ListError(ValueError):
    """A list cannot be read or written; the message says what to do."""


class Unreadable(ListError):
    """A file is not a list: `found` says what it is, `expected` what to do. `row` is where, when that is known."""

    def __init__(self, found: str, expected: str, row: int | None = None) -> None:
        super().__init__(f"{found}: {expected}")
        self.found, self.expected, self.row = found, expected, row


class Wrong(ValueError):
    """A cell does not hold what its column is for; `expected` says what would be right."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected
