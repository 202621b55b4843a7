"""Every test of the primitives can ask for both sides: OpenSSL's and the pure one."""

import pytest

from station.formats import compiled, primitives, pure


@pytest.fixture(params=[compiled, pure], ids=["openssl", "pure"])
def backend(request, monkeypatch):
    """The public functions, with one side or the other behind them."""
    for name in ("check_ed25519", "check_mldsa44", "check_rsa_pkcs1", "check_rsa_pss", "check_ecdsa"):
        monkeypatch.setattr(primitives, name, getattr(request.param, name))
