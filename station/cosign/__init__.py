"""Co-signing a station's log on a person's own laptop: online, or with files and QR images carried by hand.

What is shown before signing comes from the signed log where the log is within reach. The station's key is the one thing that
must come from elsewhere. Whoever holds the laptop and its key file can sign as that person.
"""
