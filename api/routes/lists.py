"""Lists of goods, looked through before they are loaded. Nothing is kept of them here, and nothing recorded.

One at a time: a large list takes this process some seconds and a hundred megabytes, and readers must not wait for several.
"""

from fastapi import APIRouter, Depends

from api.guards import json_only, operator
from api.kinds import Kind
from api.models.lists import ListFiles, ListReport
from api.problems import Refused, documented
from api.state import StateDep
from station.lists import Source, check

router = APIRouter(prefix="/lists", tags=["lists"], dependencies=[Depends(json_only), Depends(operator)])


@router.post(
    "/check",
    operation_id="check_list",
    responses=documented(
        Kind.BAD_REQUEST,
        Kind.NOT_LOGGED_IN,
        Kind.OTHER_ORIGIN,
        Kind.NOT_READY,
        Kind.TOO_LARGE,
        Kind.NOT_JSON,
        Kind.INVALID,
        Kind.NO_OPERATORS,
    ),
)
def check_list(shared: StateDep, given: ListFiles) -> ListReport:
    """Say what a list of goods would register, or name every fault of every row.

    Give all files of one list together, CSV or Excel (docs/lists.md). A list with faults is answered with 200 as well: the report
    is what was asked for. A good one's `goods` are the body with which the list is then loaded, all of it or nothing.
    """
    if not shared["list_checks"].acquire(blocking=False):
        raise Refused(
            Kind.NOT_READY,
            "Another list is being looked through right now.",
            "Ask again in some seconds: it was not read.",
        )
    try:
        report = check(Source(each.name, each.content) for each in given.files)
    finally:
        shared["list_checks"].release()
    return ListReport.model_validate(report.to_json())
