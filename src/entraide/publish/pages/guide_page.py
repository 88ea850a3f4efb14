"""The guided path: a page for each question, and one for each end, with what helps.

Every answer is a link, so it works without JavaScript, and nothing that somebody answers is stored
or sent. The first page has all of it at a glance, as lists within lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from entraide.model.guide import MOST_TAPS, GuideStep, find_first_step
from entraide.model.locales import N_
from entraide.model.places import (
    INCIDENT_LOG,
    SCAM_CHECK,
    PageKind,
    Place,
    find_guide_url,
    make_guide_place,
)
from entraide.publish.build_context import BuildContext
from entraide.publish.country_services import DANGER_TOPIC
from entraide.publish.inserts import resolve_addresses
from entraide.publish.page_type import PageType
from entraide.publish.views import Link, iter_entry_links
from entraide.render.links import make_relative_url

TITLE = N_("Find help")  # also of the window: it says nothing of what somebody answered


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer and where it leads; `answers` are those of that question, in the tree only."""

    label: str
    url: str
    answers: "tuple[AnswerView, ...]" = ()


@dataclass(frozen=True, slots=True)
class TopicServicesView:
    """What a reader's country has for one topic. `html` is ours; `folded`, it is behind a press."""

    title: str
    html: str
    folded: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as its page shows it; `first` is the entry to begin with, None for a question."""

    title: str
    lead: str
    answers: tuple[AnswerView, ...]
    tree: tuple[AnswerView, ...]
    first: Link | None
    others: tuple[Link, ...]
    report: Link | None
    scam_check: Link | None
    log_url: str  # "" where it does not lead to the log
    services: tuple[TopicServicesView, ...]
    emergency: bool  # the numbers of all countries stand above everything
    services_first: bool  # the services stand above the entries
    previous: tuple[Link, ...]  # the questions that lead to this step
    start_url: str  # "" on the first page


def fill_guide_page(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page of one step."""
    step, site, locale = place.get_subject(GuideStep), build.typeset_site, build.locale
    is_start = step == find_first_step(site.guide)
    entries = tuple(iter_entry_links(step.entries, site, locale))
    emergency = step.call_first and DANGER_TOPIC in step.topics[:1] and site.parts.danger
    services, expires = _list_services(step, place, build, all_folded=emergency)
    view = StepView(
        title=step.title[locale.code],
        lead=step.lead.get(locale.code, ""),
        answers=tuple(_iter_answers(step, build)),
        tree=tuple(_iter_answers(step, build, MOST_TAPS)) if is_start else (),
        first=next(iter(entries), None),
        others=entries[1:],
        report=next(iter_entry_links([step.report], site, locale), None),
        scam_check=_make_check_link(step, build),
        log_url=INCIDENT_LOG.get_url(locale) if step.incident_log and site.incident_log else "",
        services=services,
        emergency=emergency,
        services_first=step.call_first and not emergency,
        previous=tuple(_iter_previous(step, build)),
        start_url="" if is_start else find_guide_url(site, locale),
    )
    return {"step": view, "expires": expires}


def _make_check_link(step: GuideStep, build: BuildContext) -> Link | None:
    check, locale = build.typeset_site.scam_check, build.locale
    if not step.scam_check or not check:
        return None
    return Link(check.title[locale.code], SCAM_CHECK.get_url(locale), check.lead[locale.code])


def _iter_previous(step: GuideStep, build: BuildContext) -> Iterator[Link]:
    """Yield each question with an answer that leads to `step`, in the order of the file."""
    site, locale = build.typeset_site, build.locale
    for question in site.guide.values():
        if any(answer.to == step.id for answer in question.answers):
            url = make_guide_place(question, site).get_url(locale)
            yield Link(question.title[locale.code], url)


def _iter_answers(step: GuideStep, build: BuildContext, below: int = 1) -> Iterator[AnswerView]:
    """Yield each answer that leads to a step, and so many questions `below` it.

    A preview draws also what goes round in circles; a check tells of it.
    """
    site, locale = build.typeset_site, build.locale
    for answer in step.answers if below else ():
        if following := site.guide.get(answer.to):
            yield AnswerView(
                answer.label[locale.code],
                make_guide_place(following, site).get_url(locale),
                tuple(_iter_answers(following, build, below - 1)),
            )


def _list_services(
    step: GuideStep, place: Place, build: BuildContext, *, all_folded: bool
) -> tuple[tuple[TopicServicesView, ...], bool]:
    """Return the services for the topics of a step, and whether any is shown until a day."""
    site, locale = build.typeset_site, build.locale
    inserts = build.texts.languages[locale.code].inserts
    here = place.get_url(locale)
    shown = [(topic, inserts[f"where.{topic}"]) for topic in step.topics if topic in site.topics]
    views = tuple(
        TopicServicesView(
            title=site.topics[topic].label[locale.code],
            html=resolve_addresses(
                insert.block, lambda path: make_relative_url(locale.prefix + path, here)
            ),
            folded=bool(at) or all_folded,
        )
        for at, (topic, insert) in enumerate(shown)
    )
    return views, any(insert.expires for _, insert in shown)


def _get_summary(place: Place, build: BuildContext) -> str:
    """Return the line below the first question; of the others, search engines are told nothing."""
    step = place.get_subject(GuideStep)
    lead = step.lead if step == find_first_step(build.typeset_site.guide) else {}
    return lead.get(build.locale.code, "")


PAGES = {PageKind.GUIDE: PageType(TITLE, _get_summary, fill_guide_page)}
