"""Byte formats of the record: pure functions, no input or output."""
