"""The record over HTTP: reads the database and the published log, hands commands to the recorder, holds no signing key."""
