# What one does here. Everything runs in .venv/, which `setup` makes from the lock file.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= demo-out

# Compiled modules are kept, whatever the shell says: without them every command starts in twice the time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo verifier test firmware lint format crash fuzz day bench lock clean

## setup: the environment, from hashes (again only when the lock file changes)
setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

## demo: a whole session with two cameras and a simulated scale, sealed, exported and verified in demo-out/
demo: setup
	rm -rf "$(OUT)"
	$(BIN)/station demo --out "$(OUT)"

## verifier: verify.pyz, the verifier in one file for any Python from 3.11 on; the same sources give the same bytes
verifier: setup
	$(BIN)/station verifier --out verify.pyz

## test: all tests (installs what they need of Debian's packages when it is missing and we are root)
test: setup
	sh tests/system-packages.sh
	$(BIN)/python -m pytest -n 4 -m "not live"
	$(BIN)/python -m pytest -n 3 --dist loadfile -m live

## firmware: builds the board's program, and runs it among models of its sensors (installs avr-gcc and simavr like test)
firmware: setup
	sh tests/system-packages.sh firmware
	$(MAKE) --no-print-directory -C firmware_bridge/firmware
	$(BIN)/python -m pytest -rP tests/firmware_bridge/protocols/test_board.py tests/firmware_bridge/firmware

## lint: style, types, layers
lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

## format: let ruff lay the code out
format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

## crash: SIGKILL at 200 random moments of a running session (minutes)
crash: setup
	$(BIN)/python -m tests.crash.loop --kills 200

## fuzz: every decoder under damaged streams for two minutes, then what single errors each protocol cannot see
fuzz: setup
	$(BIN)/python -m tests.fuzz --seconds 120

## day: 24 hours of a scale at 20 readings a second with random faults, for three protocols (minutes)
day: setup
	$(BIN)/python -m tests.fuzz.day

## bench: ratios against bare ffmpeg, SQLite and sha256sum, measured side by side (about half an hour)
bench: setup
	$(BIN)/python -m tests.bench

## lock: renew the lock file from pyproject.toml (needs pip-tools in the environment)
lock:
	$(BIN)/python -m piptools compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv demo-out build *.egg-info verify.pyz
