"""Members of staff: their roles, names, pages and sessions, on which desk and editor agree.

Each role may do what the roles below it may. Two ladders lead up from readers: one of those who
handle what visitors send, one of those who write. The highest role is the top of both.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

# By this prefix browsers keep the cookie from other hosts and from plain HTTP.
SESSION_COOKIE = "__Host-entraide"
STAFF_PATH = "desk/staff/"  # of their pages, below the base of the site
ACCOUNT_NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
MAIL_HOST = "staff.invalid"  # of their addresses in commits: nobody can have one there


class Role(StrEnum):
    """What a member of staff may do: read, judge what visitors send, write, approve, publish."""

    VIEWER = "viewer"
    MODERATOR = "moderator"
    WRITER = "writer"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"

    def can_act_as(self, other: "Role") -> bool:
        """Return whether a member with this role may do what `other` may."""
        return other is self or other in BELOW[self]


BELOW: Mapping[Role, frozenset[Role]] = {
    Role.VIEWER: frozenset(),
    Role.MODERATOR: frozenset({Role.VIEWER}),
    Role.WRITER: frozenset({Role.VIEWER}),
    Role.REVIEWER: frozenset({Role.VIEWER, Role.WRITER}),
    Role.PUBLISHER: frozenset(Role),
}
