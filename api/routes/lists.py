"""Lists of goods, looked through before they are loaded. Nothing is kept of them here, and nothing recorded."""

from fastapi import APIRouter, Depends

from api.guards import json_only, operator
from api.kinds import Kind
from api.models.lists import ListFiles, ListReport
from api.problems import documented
from station.lists import Source, check

router = APIRouter(prefix="/lists", tags=["lists"], dependencies=[Depends(json_only), Depends(operator)])


@router.post(
    "/check",
    operation_id="check_list",
    responses=documented(
        Kind.BAD_REQUEST,
        Kind.NOT_LOGGED_IN,
        Kind.OTHER_ORIGIN,
        Kind.TOO_LARGE,
        Kind.NOT_JSON,
        Kind.INVALID,
        Kind.NO_OPERATORS,
    ),
)
def check_list(given: ListFiles) -> ListReport:
    """Say what a list of goods would register, or name every fault of every row.

    Give all files of one list together, CSV or Excel (docs/lists.md). A list with faults is answered with 200 as well: the report
    is what was asked for. A good one's `goods` are the body with which the list is then loaded, all of it or nothing.
    """
    report = check(Source(each.name, each.content) for each in given.files)
    return ListReport.model_validate(report.to_json())
