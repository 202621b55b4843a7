"""docs/forgeries.md says what was measured, and the true record is doubted by nobody."""

import pytest

from tests.forgery.catalogue import FORGERIES
from tests.forgery.materials import MATERIALS
from tests.forgery.scene import TRUE
from tests.forgery.table import DOCUMENT, renewed


@pytest.mark.parametrize("material", [each.name for each in MATERIALS])
def test_the_true_record_passes(scene, material):
    """Whatever a reader brings along: what exposes a forgery does not accuse the innocent."""
    assert scene.cell(TRUE, material).failures == ()


@pytest.mark.slow
def test_the_document_says_what_was_measured(scene):
    """Table and words; `python -m tests.forgery` writes them anew."""
    document = DOCUMENT.read_text()

    assert renewed(document, scene) == document


def test_every_forgery_is_told_once():
    """Each has a name, a title and a deed of its own."""
    for told in ("name", "title", "does"):
        assert len({getattr(each, told) for each in FORGERIES}) == len(FORGERIES)
