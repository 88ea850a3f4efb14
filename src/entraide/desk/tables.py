"""The tables of the store, all in one place.

None has a column for an address, a browser or a referrer. Days are stored (`YYYY-MM-DD`), not
moments: a moment beside an entry can be matched with a log somewhere else. Rows do not stay in the
order in which they came (`row_order.py`), and tables of SQLite have no row numbers. A change of a
table needs a new step in `migrations/`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    false,
)

from entraide.model.rating import SCALES

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One vote of one voter on one revision of one version of an entry.
votes = Table(
    "votes",
    metadata,
    Column("entry", Integer, nullable=False),
    Column("locale", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("voter", Text, nullable=False),  # 32 hex digits; of a key that pseudonyms.py destroys
    Column("scale", Text, nullable=False),  # five | helpful
    Column("rating", Integer, nullable=False),  # 1 to 5; 0 or 1 on the scale “helpful”
    Column("day", Text, nullable=False),
    # A pseudonym as `voter` is, by the same key. Empty: of before this column.
    Column("network", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("entry", "locale", "revision", "voter"),
    CheckConstraint(
        " OR ".join(
            f"(scale = '{name}' AND rating BETWEEN {scale.values[0]} AND {scale.values[-1]})"
            for name, scale in SCALES.items()
        ),
        name="rating",
    ),
    Index(None, "day", "entry", "locale", "network"),
    sqlite_with_rowid=False,
)

# How many votes each rating has, counted in the transaction of a vote: no page counts votes. It
# stays when the votes are deleted. Of a burst it has as many as count (bursts.py).
vote_counts = Table(
    "vote_counts",
    metadata,
    Column("entry", Integer, nullable=False),
    Column("locale", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("scale", Text, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("votes", Integer, nullable=False),
    PrimaryKeyConstraint("entry", "locale", "revision", "scale", "rating"),
    sqlite_with_rowid=False,
)

# How many votes a version had on a day, all of them: what staff are warned of (vote_alarms.py).
daily_counts = Table(
    "daily_counts",
    metadata,
    Column("entry", Integer, nullable=False),
    Column("locale", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("votes", Integer, nullable=False),
    Column("largest", Integer, nullable=False),  # votes of the network that has most
    Column("set_aside", Integer, nullable=False, server_default="0"),  # votes that staff know of
    PrimaryKeyConstraint("entry", "locale", "day"),
    sqlite_with_rowid=False,
)

# What somebody wrote after a low rating. Nothing here leads to the vote, nor to the voter.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Text, primary_key=True),  # random
    Column("receipt", Text, nullable=False, unique=True),  # its digest, once each
    Column("entry", Integer, nullable=False),
    Column("locale", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("scale", Text, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("reasons", Text, nullable=False),  # ids, in their order, joined by spaces
    Column("comment", Text, nullable=False),
    Column("proven", Boolean, nullable=False),  # false: no proof of work, the stricter queue
    Column("state", Text, nullable=False),  # open | work | done | spam
    Column("day", Text, nullable=False),
    Column("assignee", Text, nullable=False, server_default=""),  # of the staff; empty: nobody
    Column("note", Text, nullable=False, server_default=""),  # among staff
    Column("done_revision", Integer, nullable=False, server_default="0"),  # 0: of no revision
    CheckConstraint("state IN ('open', 'work', 'done', 'spam')", name="state"),
    Index(None, "entry", "locale"),
    Index(None, "state", "day", "id", "proven"),
    Index("ix_feedback_state_entry", "state", "entry", "locale"),
    sqlite_with_rowid=False,
)

# A translation, or a correction of a source version, as text: nobody's account, and no way back to
# the sender but the link that the sender was given once.
proposals = Table(
    "proposals",
    metadata,
    Column("id", Text, primary_key=True),  # random
    Column("entry", Integer, nullable=False),
    Column("locale", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("texts", Text, nullable=False),  # JSON: the fields of each ProposedText
    Column("credit", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("note", Text, nullable=False),  # to staff
    Column("proven", Boolean, nullable=False),
    Column("state", Text, nullable=False),  # open | accepted | declined
    Column("reason", Text, nullable=False),  # why it was declined: the sender may read it
    Column("staff_note", Text, nullable=False),  # among staff
    Column("receipt", Text, nullable=False, unique=True),  # SHA-256 of the token, kept nowhere
    Column("day", Text, nullable=False),
    Column("decided", Text, nullable=False),  # the day of the decision; empty while it is open
    CheckConstraint("state IN ('open', 'accepted', 'declined')", name="state"),
    Index(None, "entry", "locale"),
    Index(None, "state", "proven", "day", "id"),
    sqlite_with_rowid=False,
)

# What somebody asked, to have an entry about it: no name, no address for an answer, and no way back
# to the sender but the link that the sender was given once.
questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),  # random
    Column("receipt", Text, nullable=False, unique=True),  # SHA-256 of the token, kept nowhere
    Column("locale", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("proven", Boolean, nullable=False),
    Column("state", Text, nullable=False),  # open | work | answered | aside
    Column("entry", Integer, nullable=False),  # that answers it; 0: none does
    Column("day", Text, nullable=False),
    Column("assignee", Text, nullable=False),  # of the staff; empty: nobody
    Column("note", Text, nullable=False),  # among staff
    CheckConstraint("state IN ('open', 'work', 'answered', 'aside')", name="state"),
    CheckConstraint("(state = 'answered') = (entry > 0)", name="entry"),
    Index(None, "state", "day", "id"),
    sqlite_with_rowid=False,
)

# What its sender took back. It stays as long as a backup may have the words.
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("digest", Text, primary_key=True),  # of the receipt
    Column("day", Text, nullable=False),
    Index(None, "day"),
    sqlite_with_rowid=False,
)

limits = Table(
    "limits",
    metadata,
    Column("bucket", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("expires", BigInteger, nullable=False),  # seconds since 1970
    Index(None, "expires"),
    sqlite_with_rowid=False,
)

spent_challenges = Table(
    "spent_challenges",
    metadata,
    Column("challenge", Text, primary_key=True),
    Column("expires", BigInteger, nullable=False),
    Index(None, "expires"),
    sqlite_with_rowid=False,
)

staff = Table(
    "staff",
    metadata,
    Column("id", Text, primary_key=True),  # random
    Column("name", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),  # argon2
    Column("role", Text, nullable=False),  # of model/staff_roles.py
    Column("locale", Text, nullable=False, server_default=""),  # of the interface; empty: as asked
    Column("active", Boolean, nullable=False),
    Column("initial", Boolean, nullable=False, server_default=false()),  # a password made by us
    Column("factor", Text, nullable=False, server_default=""),  # seed of the second; empty: none
    Column("factor_step", BigInteger, nullable=False, server_default="0"),  # of the last code
    CheckConstraint(
        "role IN ('viewer', 'moderator', 'writer', 'reviewer', 'publisher')", name="role"
    ),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),  # of the cookie, which is kept nowhere
    Column("staff_id", Text, nullable=False),
    Column("csrf", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("begun", BigInteger, nullable=False, server_default="0"),
    Column("seen", BigInteger, nullable=False, server_default="0"),  # to the minute
    Index(None, "expires"),
)

# Each signs in once, in place of a code of the second factor.
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("digest", Text, primary_key=True),  # SHA-256 of the code, kept nowhere
    Column("staff_id", Text, nullable=False),
)

# With which programs of staff read proposals.
staff_tokens = Table(
    "staff_tokens",
    metadata,
    Column("id", Text, primary_key=True),  # random
    Column("staff_id", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),  # SHA-256 of the token, kept nowhere
    Column("name", Text, nullable=False),  # what it is for
    Column("day", Text, nullable=False),
)

# What staff did, by name: read by staff, kept for `audit_days`.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),  # seconds since 1970
    Column("name", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),  # “feedback 3f…”, “1029 en”
    Index(None, "at", "id"),
    Index(None, "name", "action", "at"),
)

# What purging took out of feedback, proposals and audit, and votes that were voided: deleted for
# good after 48 hours.
purge_bin = Table(
    "purge_bin",
    metadata,
    Column("id", Text, primary_key=True),  # random
    Column("origin", Text, nullable=False),  # the table
    Column("content", Text, nullable=False),  # JSON: the row
    Column("purged", BigInteger, nullable=False),  # seconds since 1970
    Column("receipt", Text, nullable=False, server_default=""),  # its digest; empty: has none
    Index(None, "purged"),
    Index(None, "receipt"),
)

# What the desk knows of itself: when it last looked at the clock.
desk_state = Table(
    "desk_state",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# Who may sign in, and what they did: a restored backup replaces these only when it is asked to.
ACCOUNT_TABLES = (staff, recovery_codes, staff_tokens, audit)

# Left out of backups: they are of no use tomorrow.
TRANSIENT_TABLES = (limits, spent_challenges, sessions, purge_bin, desk_state)


def list_lasting_columns(table: Table) -> list[Column[Any]]:
    """Return the columns that a restored row keeps; the store gives it a new number."""
    return [column for column in table.columns if column is not table.autoincrement_column]
