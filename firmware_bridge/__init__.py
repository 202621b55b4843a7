"""Bytes on a wire become readings of a scale. Knows nothing of burns."""
