"""Zhambyl: a chief of the narcotics police bought marijuana to plant it, and to have better figures."""

import pytest
from pydantic import ValidationError

from station.ledger.statistics import COLUMNS, figures
from station.recorder import commands as say
from tests.goods import package
from tests.station.scenarios.document import misquoted
from tests.station.scenarios.room import GOODS, parcel

OF_PEOPLE = (
    "officer",
    "person",
    "operator",
    "by",
    "unit",
    "body",
    "department",
    "investigator",
    "rank",
    "case",
    "court",
    "place",
)


@pytest.mark.parametrize("lacking", ["case", "seizure_act", "seizure_date", "investigator", "court", "source"])
def test_no_consignment_without_a_case_and_a_seizure(room, lacking):
    """What comes from nowhere has no papers to name."""
    papers = {name: value for name, value in GOODS.items() if name != lacking}
    room.open()

    with pytest.raises(ValidationError, match=lacking):
        room.give(say.RegisterConsignment, **papers)
    with pytest.raises(ValidationError, match=lacking):
        room.give(say.RegisterConsignment, **papers, **{lacking: ""})


def test_no_package_without_a_consignment(room):
    """Neither through the desk nor past it; and the document quotes the refusal."""
    refused = room.open().refused(say.RegisterPackage, **parcel("P1", "Y-1"))

    assert "consignment C2 to be registered first" in refused
    assert "consignment C2 to be registered first" in room.refused_entry(
        "package.registered", **package("P1", "Y-1", consignment="C2")
    )
    assert misquoted("test_planted", recorder=refused) == []


def test_no_table_ranks_officers_by_kilograms():
    """Statistics are sums by session and substance; who seized it, and in whose case, is in none of their columns."""
    assert COLUMNS == (
        "session", "sealed_unix_us", "seal_entry", "substance", "consignments", "packages", "burned", "set_aside", "missing",
        "burned_mg", "set_aside_weighed_mg",
    )  # fmt: skip
    assert not [column for column in COLUMNS if set(column.split("_")) & set(OF_PEOPLE)]


def test_the_figures_of_a_day_name_nobody(room):
    """The figures that the station gives out have these columns and no others."""
    with room.court.reader.connect() as connection:
        (only,) = figures(connection)

    assert tuple(vars(only)) == COLUMNS
    assert not [value for value in vars(only).values() if isinstance(value, str) and "name" in value]
