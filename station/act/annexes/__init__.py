"""The numbered sections of the act, one module for those that belong together."""
