"""Answers to courts: what of one follows from the entries of the log, and the check of one by whoever was handed it.

A station makes the answer with the same functions with which the court's verifier computes it again (docs/courts.md).
"""
