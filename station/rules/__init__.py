"""The rules of a destruction session, pure: no IO, no clock. The recorder obeys them, the verifier replays them."""
