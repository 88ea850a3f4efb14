"""What the forms share in which staff say what becomes of feedback, or of a question.

Whoever opens the editor from such a page takes the item into work with the same press. If two
people save at once, the second gets a message and the form as they filled it.
"""

import hashlib
from collections.abc import Iterable
from typing import Annotated, Any, Protocol

from pydantic import Field
from sqlalchemy import Connection

from entraide.desk.schemas import SentComment, StrictSchema
from entraide.desk.staff import accounts
from entraide.desk.staff.masks import split_comment, split_signs
from entraide.desk.staff.visit import StaffVisit
from entraide.model.proposal import LONGEST_NOTE
from entraide.model.staff_roles import ACCOUNT_NAME, Role


class Taking(StrictSchema):
    """The form that assigns the item in the address to whoever sends it."""


class WorkForm(StrictSchema):
    """A form of assignee and note; `noted` is the mark of the values that it showed."""

    assignee: Annotated[str, Field(pattern=f"^({ACCOUNT_NAME.pattern})?$")] = ""
    note: Annotated[SentComment, Field(max_length=LONGEST_NOTE)] = ""
    noted: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class AssignedWork(Protocol):
    """What staff made of an item: who looks after it, at least."""

    @property
    def assignee(self) -> str:
        """The name of an account, or ""."""


def make_work_mark(work: AssignedWork) -> str:
    """Return the digest of `work`, by which a form shows which values it was given."""
    return hashlib.sha256(repr(work).encode()).hexdigest()[:16]


def list_workers(connection: Connection) -> list[str]:
    """Return the names of the accounts to which an item may be assigned."""
    return [
        account.name
        for account in accounts.list_accounts(connection)
        if account.active and any(map(account.role.can_act_as, (Role.MODERATOR, Role.WRITER)))
    ]


def choose_status(problem: str) -> int:
    """Return the status of the answer that shows a form again, for `problem`."""
    return {"": 200, "changed": 409}.get(problem, 422)


async def make_work_values(
    visit: StaffVisit,
    stored: AssignedWork,
    typed: AssignedWork | None,
    states: Iterable[tuple[str, bool]],
) -> dict[str, Any]:
    """Return what the template of each such page takes: the form as `typed`, or as `stored`."""
    work = typed or stored
    workers = await visit.desk.store.read_soon(list_workers)
    names = dict.fromkeys(filter(None, (*sorted(workers), stored.assignee)))
    return {
        "work": work,
        "noted": make_work_mark(stored),
        "done": visit.get_query("done") == "yes" and typed is None,
        "states": list(states),
        "assignees": [(name, name == work.assignee) for name in names],
        "longest_note": LONGEST_NOTE,
        "signs": split_signs,
        "split_comment": split_comment,
        "site": visit.desk.site.snapshot,
    }
