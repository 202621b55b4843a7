"""Courts ask by case number; the station answers from its log alone, and request and answer are entries of it.

    made = answer(engine, recordings, Order("R1", language="ru", by_name=..., account=...), record)

What an answer says beyond the log is what files have as their hashes today; what only a person can attest is left blank in it.
"""
