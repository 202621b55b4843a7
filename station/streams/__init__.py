"""Recordings as they grow on the disk: files, fragment lists, journals, and what closes them after a crash."""
