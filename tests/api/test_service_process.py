"""The service as the supervisor starts it: a process that serves, stops on SIGTERM, and refuses bad settings."""

import json
import signal
import socket
import subprocess
import sys
import time

import httpx2
import pytest
import yaml

from api.door import MAX_FAILURES
from station.daemon import REFUSED


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def settings_file(record, tmp_path):
    """The shared station's settings as a file, on a free port; gives the file and the port."""
    settings = json.loads(record.config.model_dump_json(exclude={"session"}))  # which are those of the profile
    settings["api"]["port"] = _free_port()
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(settings))
    return path, settings["api"]["port"]


def _start(path):
    return subprocess.Popen([sys.executable, "-m", "api", "--config", path], stderr=subprocess.PIPE, text=True)


def _wait_until_live(url):
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            return httpx2.get(f"{url}/api/v1/health/live")
        except httpx2.ConnectError:
            time.sleep(0.05)
    raise AssertionError("the service did not start")


@pytest.mark.slow
def test_sigterm_ends_the_service_though_a_stream_is_open(settings_file):
    """It stops within seconds, cleanly, whatever a browser still reads; and it does not say what it is made of."""
    path, port = settings_file
    process = _start(path)
    try:
        live = _wait_until_live(f"http://127.0.0.1:{port}")
        with httpx2.stream("GET", f"http://127.0.0.1:{port}/api/v1/events", timeout=10) as stream:
            assert next(stream.iter_lines()).startswith("event: ")
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=15)
    finally:
        process.kill()
        process.wait()

    assert process.returncode in {0, -signal.SIGTERM}
    assert "Traceback" not in errors
    assert all(json.loads(line)["process"] == "api" for line in errors.splitlines())
    assert "server" not in live.headers


@pytest.mark.slow
def test_nobody_chooses_the_address_by_which_he_is_counted(settings_file):
    """A header of the asker's own does not give him as many turns to guess a password as he likes."""
    path, port = settings_file
    login, wrong = f"http://127.0.0.1:{port}/api/v1/login", {"operator": "operator-1", "password": "wrong"}
    process = _start(path)
    try:
        _wait_until_live(f"http://127.0.0.1:{port}")
        answers = [
            httpx2.post(login, json=wrong, headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code
            for number in range(MAX_FAILURES + 1)
        ]
    finally:
        process.kill()
        process.communicate()

    assert answers == [401] * MAX_FAILURES + [429]


@pytest.mark.slow
def test_settings_that_cannot_be_used_end_it_with_the_reason(settings_file, tmp_path):
    """An exposed secret or a misspelt key: the exit status tells the supervisor not to try again."""
    path, _ = settings_file
    settings = yaml.safe_load(path.read_text())
    exposed = tmp_path / "exposed.secret"
    exposed.write_bytes(b"x" * 32)
    exposed.chmod(0o644)
    settings["api"]["secret"] = str(exposed)
    path.write_text(yaml.safe_dump(settings))
    process = _start(path)
    _, errors = process.communicate(timeout=20)

    assert process.returncode == REFUSED
    assert "can be read by other accounts" in errors
