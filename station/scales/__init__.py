"""The scale's line at the operator's hands: finding how a scale speaks, watching it, and reading what was captured."""
