"""What the operator can mend."""


class ScaleToolError(ValueError):
    """A command about a scale's line cannot be done; the message says what to change."""
