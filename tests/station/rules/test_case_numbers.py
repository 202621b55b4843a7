"""Which case numbers would be read as the same: whatever stands between their parts, but not where the parts end."""

import pytest

from station.rules.numbers import case_skeleton, same_case


@pytest.mark.parametrize(
    "written",
    [
        "26-7512-00-3/118",
        "26\u20107512\u201100\u20123/118",
        "26\u20137512\u201400\u20153/118",
        "26\u22127512\ufe5800\uff0d3/118",
        " 26 - 7512 - 00 - 3 / 118. ",
        "26.7512.00.3-118",
        "26-7512-00-3/118\u200b",
        "2\u00ad6-7512-00-3/118",
        "26-7512-OO-\u0417/II8",
        "\uff12\uff16-7512-00-3/118",
    ],
)
def test_a_case_number_written_otherwise_is_the_same(written):
    """Other dashes, spaces, a full stop behind it, invisible characters, letters for figures."""
    assert same_case("26-7512-00-3/118", written)
    assert case_skeleton(written) == "26-7512-00-3-118"


@pytest.mark.parametrize(
    "other", ["26-7512-00-31/18", "2-67512-00-3/118", "2675120003118", "26-7512-00-3", "26-7512-00-3/119", ""]
)
def test_another_case_number_is_not(other):
    """A court must not be told of another case, whose figures happen to be the same without what parts them."""
    assert not same_case("26-7512-00-3/118", other)


def test_a_number_without_letters_and_figures_is_only_itself():
    """Two consignments without a case are of no common one."""
    assert not same_case("-", "\u2014")
    assert same_case("-", "-")
