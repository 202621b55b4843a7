"""The one writer: session rules, signing key, seals. Asks nothing of the network."""
