"""“Is this a scam?”: questions to tick, the signs that a yes stands for, and what to do.

A style sheet shows what belongs to a tick: there is no script, and nothing is stored or sent.
"""

from dataclasses import dataclass

from entraide.model.places import PageKind, Place
from entraide.model.scam_check import ScamCheck
from entraide.publish.build_context import BuildContext
from entraide.publish.page_type import PageType
from entraide.publish.views import Link, iter_entry_links


@dataclass(frozen=True, slots=True)
class SignView:
    """A question, what a yes means, and what to read about it."""

    question: str
    sign: str
    links: tuple[Link, ...]


def fill_scam_check_page(_place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page."""
    check, code = _get_check(build), build.locale.code
    site, locale = build.typeset_site, build.locale
    return {
        "signs": tuple(
            SignView(
                sign.question[code],
                sign.sign[code],
                tuple(iter_entry_links(sign.entries, site, locale)),
            )
            for sign in check.signs
        ),
        "found": check.found[code],
        "no_sign": check.none[code],
        "links": tuple(iter_entry_links(check.entries, site, locale)),
        "report": next(iter_entry_links([check.report], site, locale), None),
    }


def _get_check(build: BuildContext) -> ScamCheck:
    check = build.typeset_site.scam_check
    assert check  # noqa: S101 - else there is no such place
    return check


def _get_title(_place: Place, build: BuildContext) -> str:
    return _get_check(build).title[build.locale.code]


def _get_summary(_place: Place, build: BuildContext) -> str:
    return _get_check(build).lead[build.locale.code]


PAGES = {PageKind.SCAM_CHECK: PageType(_get_title, _get_summary, fill_scam_check_page)}
