"""Every route of staff, with the role that it takes. What is not in this list does not exist."""

from typing import Any

from starlette.responses import Response

from entraide.desk.staff.access import SIGN_IN_PAGE, Form, Page
from entraide.desk.staff.accounts import Role
from entraide.desk.staff.dashboard import dashboard
from entraide.desk.staff.feedback_pages import QUEUE, Marking, mark, show_log, show_queue
from entraide.desk.staff.proposal_pages import PROPOSALS, Verdict, decide, show, show_list
from entraide.desk.staff.sign_in import (
    EmptyForm,
    Preference,
    SignIn,
    ask,
    prefer,
    sign_in,
    sign_out,
)
from entraide.desk.staff.version_page import version
from entraide.desk.staff.visit import ROOT, StaffVisit


async def enter(visit: StaffVisit) -> Response:
    """The address as people type it, without its last slash."""
    return visit.redirect()


STAFF: tuple[Page | Form[Any], ...] = (
    Page(ROOT.rstrip("/"), None, enter, "Go to the desk"),
    Page(ROOT + SIGN_IN_PAGE, None, ask, "The form to sign in"),
    Form(ROOT + SIGN_IN_PAGE, None, SignIn, sign_in, "Sign in"),
    Form(ROOT + "sign-out/", Role.VIEWER, EmptyForm, sign_out, "Sign out"),
    Form(ROOT + "language/", Role.VIEWER, Preference, prefer, "Choose the language of the pages"),
    Page(ROOT, Role.VIEWER, dashboard, "How every version stands"),
    Page(ROOT + "entries/{entry}/{locale}/", Role.VIEWER, version, "What was said of a version"),
    Page(ROOT + QUEUE, Role.VIEWER, show_queue, "The queue of feedback"),
    Form(ROOT + QUEUE, Role.MODERATOR, Marking, mark, "Change the state of feedback"),
    Page(ROOT + PROPOSALS, Role.VIEWER, show_list, "Proposals"),
    Page(ROOT + PROPOSALS + "{id}/", Role.VIEWER, show, "One proposal beside the text it is about"),
    Form(ROOT + PROPOSALS + "{id}/", Role.MODERATOR, Verdict, decide, "Decide on a proposal"),
    Page(ROOT + "log/", Role.MODERATOR, show_log, "What staff did"),
)
