"""What people in the room sign, and how it comes in: without a login, limited by address."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from api.app import MAX_COSIGNATURES
from station.formats import checkpoint, note
from station.formats.signing import Cosigner, cosign

ADDRESS = "/api/v1/cosignatures"
KEY = Cosigner("media.example/7", Ed25519PrivateKey.from_private_bytes(bytes([2] * 32)))


@pytest.fixture
def to_cosign(client):
    """What the service says should be signed now."""
    return client.get("/api/v1/to-cosign").json()


def test_the_newest_checkpoint_of_the_open_session_is_to_be_signed(to_cosign, client, record):
    """With the log's own signature, so that nobody signs what the log did not."""
    shown = to_cosign["checkpoint"]

    stated = checkpoint.parse(note.open_note(shown["note"].encode(), [record.verifier]).text)
    assert (to_cosign["session"], to_cosign["closes"], to_cosign["cosigners"]) == ("S2", False, [])
    assert (stated.size, stated.root) == (record.ledger.size, record.ledger.root)
    assert client.get(f"/api/v1/checkpoints/{stated.size}").json() == shown


def test_a_size_that_was_never_signed_is_not_found(client, record):
    """404, with what to do."""
    answer = client.get(f"/api/v1/checkpoints/{record.ledger.size + 1}")

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


def test_a_cosignature_needs_no_login(client, recorder, to_cosign):
    """It reaches the recorder as it was made, as said by the room."""
    stated = checkpoint.parse(note.parse(to_cosign["checkpoint"]["note"].encode()).text)
    signed = cosign(KEY, "P2", stated, "The bag was open.").to_data()

    answer = client.post(ADDRESS, json=signed)

    (told,) = recorder.told
    assert (answer.status_code, told.by, told.session) == (201, "room", None)
    assert told.order.model_dump() == {"command": "checkpoint.cosign", **signed}


def test_an_address_hands_in_so_many_a_minute(client, recorder):
    """Then 429 with the time to wait; the recorder is not asked any more."""
    signed = cosign(KEY, "P2", checkpoint.Checkpoint("x", 1, bytes(32))).to_data()
    codes = [client.post(ADDRESS, json=signed).status_code for _ in range(MAX_COSIGNATURES + 1)]

    assert codes == [201] * MAX_COSIGNATURES + [429]
    assert len(recorder.told) == MAX_COSIGNATURES


@pytest.mark.parametrize("change", [{"cosignature": "not base64!"}, {"size": 0}, {"more": 1}, {"remark": None}])
def test_what_is_not_a_cosignature_is_refused(client, recorder, change):
    """422, and the recorder is not asked."""
    signed = cosign(KEY, "P2", checkpoint.Checkpoint("x", 1, bytes(32))).to_data()

    assert client.post(ADDRESS, json=signed | change).status_code == 422
    assert recorder.told == []


def test_how_the_witnesses_stand_is_shown(client, record):
    """What the outbox tells of itself; nothing before it has run."""
    assert client.get("/api/v1/outbox").json() == []
    told = [{"name": "newsroom.example/witness", "waiting": 2, "trouble": "it cannot be reached", "alarming": False}]
    path = record.config.run_folder / "outbox.json"
    path.write_text(json.dumps(told))

    assert client.get("/api/v1/outbox").json() == told
    path.unlink()
