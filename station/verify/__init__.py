"""Checks a bag alone and offline: no network, no database, no camera, nothing written. A court can run it by itself.

`station.verify.verify.verify_bag` does it. Nothing is imported here: whoever needs one word of it does not wait for all of it.
"""
