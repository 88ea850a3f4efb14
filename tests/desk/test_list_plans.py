"""Lists of staff: their last page is found in an index, and no row of the pages before is read."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, event

from entraide.desk import proposals
from entraide.desk.desk import Desk
from entraide.desk.proposals import OPEN, ProposalFilter
from entraide.desk.staff import audit, feedback_queue
from entraide.desk.staff.feedback_queue import FeedbackFilter
from support.staff import add_comment, add_proposal

List = Callable[[Connection], object]
DONE = FeedbackFilter(("done",))
UNPROVEN = FeedbackFilter(("done",), unproven=True)
LISTS: dict[str, List] = {
    "queue": lambda connection: feedback_queue.list_items(connection, DONE, 1, 1),
    "number of the queue": lambda connection: feedback_queue.count_items(connection, DONE),
    "unproven": lambda connection: feedback_queue.list_items(connection, UNPROVEN, 1, 1),
    "number of unproven": lambda connection: feedback_queue.count_items(connection, UNPROVEN),
    "proposals": lambda connection: proposals.list_proposals(
        connection, ProposalFilter([OPEN]), 1, 1
    ),
    "number of proposals": lambda connection: proposals.count_proposals(
        connection, ProposalFilter([OPEN])
    ),
    "log": lambda connection: audit.list_lines(connection, 1, 1),
    "refused sign-ins": lambda connection: audit.find_refused_sign_ins(connection, "mo"),
}
READ = {"log", "refused sign-ins"}  # whole lines of the log are short
SORTED = {"proposals", "refused sign-ins"}  # of few: one name, or two kinds of proposals


@pytest.mark.parametrize("store_kind", ["sqlite"])  # which says how it goes about it at any size
@pytest.mark.parametrize("name", LISTS)
def test_a_page_is_found_in_an_index(desk: Desk, name: str) -> None:
    plans: list[list[str]] = []

    def note_plan(
        _: object, cursor: object, words: str, values: tuple[object, ...], *__: object
    ) -> None:
        if words.startswith("SELECT"):
            connection = cursor.connection  # type: ignore[attr-defined]
            rows = connection.execute(f"EXPLAIN QUERY PLAN {words}", values)
            plans.append([row[3] for row in rows])

    for number in range(3):
        add_comment(desk, f"no. {number}", state="done", proven=False)
        add_proposal(desk)
    event.listen(desk.store.engine, "after_cursor_execute", note_plan)
    desk.store.read(LISTS[name])
    assert plans
    for plan in plans:
        assert not any(line.startswith("SCAN") and "INDEX" not in line for line in plan), plan
    assert name in READ or "COVERING INDEX" in plans[0][0], plans[0]
    assert name in SORTED or not any("TEMP B-TREE" in line for line in plans[0]), plans[0]
