"""One true record, its witnesses and the forgeries of it, for all tests of this folder."""

import pytest

from tests.forgery.scene import Scene


@pytest.fixture(scope="session")
def scene(tmp_path_factory):
    """The scene; what it shows is not to be changed."""
    with Scene(tmp_path_factory.mktemp("scene")) as made:
        yield made
