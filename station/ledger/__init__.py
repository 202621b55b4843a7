"""The append-only log: written by one process, read by any, published as C2SP tiles."""
