"""What happened at the furnace, sealed: rules, ledger, cameras, recorder, evidence and verifier."""
