"""A C2SP witness (c2sp.org/tlog-witness) for a newsroom or a court: it cosigns one history of each log it follows."""
