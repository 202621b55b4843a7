"""What the answers look like. Masses are integer milligrams, times are microseconds since 1970 with their UTC text."""
