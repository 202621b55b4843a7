"""A monitor for a newsroom or a court: it follows the logs of stations, remembers what they signed, and says what is wrong."""
