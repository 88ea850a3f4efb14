"""Checklists within texts: `{{checklist.ID}}`, the same on every page that needs them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from entraide.model.checklist import Checklist, ChecklistItem
from entraide.model.places import INCIDENT_LOG
from entraide.model.site import TypesetSite
from entraide.publish.inserts import Insert, mark_address
from entraide.publish.partial_rendering import PartialRenderer


@dataclass(frozen=True, slots=True)
class ChecklistItemView:
    """One thing to keep: what it is, and more about it, label by label."""

    what: str
    facts: tuple[tuple[str, str], ...]  # the last one is what never to do


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A checklist in the words of one locale."""

    id: str
    title: str
    warnings: tuple[str, ...]
    lead: str
    items: tuple[ChecklistItemView, ...]


def iter_checklist_inserts(
    site: TypesetSite, partials: PartialRenderer, day: date
) -> Iterator[tuple[str, Insert]]:
    """Yield the name and the insert of every checklist; they do not depend on the day."""
    del day
    incident_log, locale = site.incident_log, partials.locale
    log_path = INCIDENT_LOG.get_url(locale).removeprefix(locale.prefix)
    for checklist in site.checklists.values():
        view = make_checklist_view(checklist, partials)
        leads = bool(incident_log and incident_log.checklist == checklist.id)
        log_url = mark_address(log_path) if leads else ""
        block = partials.render("checklist", checklist=view, log_url=log_url)
        yield f"checklist.{checklist.id}", Insert(block, view.title, _format_words(view))


def make_checklist_view(checklist: Checklist, partials: PartialRenderer) -> ChecklistView:
    view = make_warnings_view(checklist, partials.locale.code)
    return replace(view, items=tuple(_make_item(item, partials) for item in checklist.items))


def make_warnings_view(checklist: Checklist, code: str) -> ChecklistView:
    """Return a checklist in the locale `code` without its items: what it warns of."""
    return ChecklistView(
        id=checklist.id,
        title=checklist.title[code],
        warnings=tuple(warning[code] for warning in checklist.warnings),
        lead=checklist.lead.get(code, ""),
        items=(),
    )


def _make_item(item: ChecklistItem, partials: PartialRenderer) -> ChecklistItemView:
    _ = partials.catalog.gettext
    code = partials.locale.code
    facts = (
        (_("Why"), item.why),
        (_("Accepted by us"), item.platform),
        (_("Useful to the police"), item.police),
        (_("How to keep it"), item.how),
        (_("Never"), item.never),
    )
    return ChecklistItemView(item.what[code], tuple((label, words[code]) for label, words in facts))


def _format_words(view: ChecklistView) -> str:
    """Format the checklist as Markdown."""
    lines = [f"**{view.title}**", "", *(f"- **{warning}**" for warning in view.warnings)]
    lines += ["", view.lead] if view.lead else []
    for item in view.items:
        lines += ["", f"- [ ] **{item.what}**", ""]
        lines += [f"    - {label}: {words}" for label, words in item.facts]
    return "\n".join(lines)
