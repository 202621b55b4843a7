"""The log under random treatment: after every step the whole tree is checked."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from station.formats import merkle
from station.formats.entry import Event
from station.formats.errors import NotCanonical
from station.ledger import engine, proofs, publish
from station.ledger.log import Ledger


class LedgerMachine(RuleBasedStateMachine):
    """Appends, reopens, publishes and proves; `bodies` is what a plain list remembers."""

    new_station: Any
    remark: Any

    @initialize(start=st.sampled_from([0, 250, 510]))
    def begin(self, start):
        """Open a new log, small or near the edge of a tile."""
        self.station = self.new_station(Path(tempfile.mkdtemp()))
        self.bodies = []
        self.roots = {}
        self._open()
        if start:
            self._append([self.remark(str(number)) for number in range(start)])

    @rule(count=st.integers(1, 5))
    def append(self, count):
        """Append a few entries."""
        self._append([self.remark(str(number), session="S1") for number in range(count)])

    @rule()
    def append_planned(self):
        """Append an event that asks for its place."""
        self._append([self.remark(), lambda position: Event("remark.made", {"index": position.index})])

    @rule()
    def append_what_cannot_be(self):
        """Have an append refused."""
        with pytest.raises(NotCanonical):
            self.ledger.append(self.remark(), Event("remark.made", {"mass": 0.5}))

    @rule()
    def reopen(self):
        """Stop and start."""
        self._close()
        self._open()

    @rule()
    def flush(self):
        """Publish at once."""
        self.ledger.publisher.flush()
        assert publish.published_size(self.station.published) == len(self.bodies)

    @rule()
    def lose_the_copy(self):
        """Lose the published folder while stopped."""
        self._close()
        shutil.rmtree(self.station.published)
        self._open()

    @rule(data=st.data())
    def prove(self, data):
        """Prove an entry and the growth since any root seen."""
        size = data.draw(st.sampled_from(sorted(self.roots)))
        with self.station.reading() as connection:
            if size:
                index = data.draw(st.integers(0, size - 1))
                proof = proofs.inclusion_proof(connection, index, size)
                leaf = merkle.leaf_hash(self.bodies[index])
                merkle.verify_inclusion(leaf, index, size, proof, self.roots[size])
            new = max(self.roots)
            proof = proofs.consistency_proof(connection, size, new)
            merkle.verify_consistency(size, new, self.roots[size], self.roots[new], proof)

    @invariant()
    def everything_holds(self):
        """Check all that stands against the plain list."""
        if not hasattr(self, "ledger"):
            return
        assert self.station.check() == self.bodies
        self.roots[len(self.bodies)] = self.ledger.root

    def teardown(self):
        """Stop, and remove the folder."""
        if hasattr(self, "ledger"):
            self._close()
            shutil.rmtree(self.station.folder)

    def _append(self, events):
        written = self.ledger.append(*events)
        assert [entry.index for entry in written] == list(range(len(self.bodies), len(self.bodies) + len(written)))
        self.bodies += [entry.encode() for entry in written]

    def _open(self):
        self.writer = engine.writer(f"sqlite:///{self.station.database}")
        station = self.station
        self.ledger = Ledger.open(
            self.writer, station.signer, lambda _connection, _entry: None, station.clock, station.published
        )

    def _close(self):
        self.ledger.close()
        self.writer.dispose()


def test_the_log_holds_whatever_is_done(new_station, remark):
    """Under any order of steps the log equals a plain list, its roots agree, and its published copy is exact."""
    makers = {"new_station": staticmethod(new_station), "remark": staticmethod(remark)}
    machine = type("Machine", (LedgerMachine,), makers).TestCase()
    machine.settings = settings(
        max_examples=12, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine.runTest()
