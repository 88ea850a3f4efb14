"""Feedback: reasons and a comment, which staff read. They are never published."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from entraide.desk.proofs import Proof, spend_proof
from entraide.desk.receipts import make_code, make_digest
from entraide.desk.schemas import REASONS, Feedback
from entraide.desk.store import make_upsert
from entraide.desk.tables import feedback
from entraide.desk.tokens import FollowUp
from entraide.desk.withdrawals import is_withdrawn


@dataclass(frozen=True, slots=True)
class Comment:
    """Feedback as it is stored; `follow_up` says after which vote it was sent."""

    feedback: Feedback
    follow_up: FollowUp
    proof: Proof | None
    day: str
    held: bool = False  # it came while it was crowded

    @property
    def proven(self) -> bool:
        """Whether there is a proof of work, or nothing that needs one: reasons have no words."""
        return not self.feedback.comment or (self.proof is not None and not self.held)


def store_comment(connection: Connection, comment: Comment) -> str:
    """Store `comment`, replacing one that was sent with the same token; return its receipt.

    Feedback that is corrected is open again, since staff may have read the first words only. Where
    the proof of work was spent before, nothing is stored, and "" is returned.
    """
    if comment.proof and not spend_proof(connection, comment.proof):
        return ""
    sent_feedback = comment.feedback
    receipt = make_code(comment.follow_up.number)
    if is_withdrawn(connection, make_digest(receipt)):  # this one has to outlast a restore
        receipt = make_code(secrets.token_urlsafe(16))
    row = {
        "id": secrets.token_urlsafe(16),
        "receipt": make_digest(receipt),
        "entry": sent_feedback.entry,
        "locale": sent_feedback.locale,
        "revision": sent_feedback.revision,
        "scale": comment.follow_up.scale,
        "rating": comment.follow_up.rating,
        "reasons": " ".join(reason for reason in REASONS if reason in sent_feedback.reasons),
        "comment": sent_feedback.comment,
        "proven": comment.proven,
        "state": "open",
        "day": comment.day,
        "done_revision": 0,
    }
    insert = make_upsert(connection.dialect.name, feedback).values(row)
    changed_columns = ("reasons", "comment", "proven", "state", "day", "done_revision")
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[feedback.c.receipt],
            set_={name: insert.excluded[name] for name in changed_columns},
        )
    )
    return receipt
