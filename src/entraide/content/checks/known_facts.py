"""How facts are known: of a service that pages show, and of a line of law.

Nothing is known from its own page unless a person, who is named, opened that page.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, find_nearest_line, to_warning
from entraide.errors import Fault, FileLine, Problem
from entraide.model.channel import Channel, ChannelStatus
from entraide.model.known_fact import KnownFact, Origin


def check_known_facts(project: Project) -> Iterator[Problem]:
    """Yield services and lines of law that do not say how they are known, or who saw it."""
    for channel in project.site.channels.values():
        shown = channel.status is ChannelStatus.PUBLISHED
        for key, fault in _find_faults(channel, channel.id, shown=shown):
            yield Problem(_find_place(channel, key), *fault)
    laws = project.settings.make_relative(project.settings.data / "law.yml")
    for law in project.site.laws.values():
        for _, fault in _find_faults(law, law.id, shown=True):
            yield Problem(FileLine(laws, law.file_line), *fault)


def check_second_sources(project: Project) -> Iterator[Problem]:
    """Warn of services that pages show because of one source, whose own page nobody opened."""
    for channel in project.site.channels.values():
        if needs_second_source(channel):
            what = f"“{channel.id}” rests on one source"
            cure = "Look for a second one that does not copy the first, or open its own page"
            yield to_warning(Problem(_find_place(channel, "sources"), what, cure))


def needs_second_source(channel: Channel) -> bool:
    published = channel.status is ChannelStatus.PUBLISHED
    return published and channel.known is not Origin.OWN_PAGE and len(channel.sources) < 2


def _find_faults(fact: KnownFact, id_: str, *, shown: bool) -> Iterator[tuple[str, Fault]]:
    """Yield the key that is at fault, and what and cure; `shown`: pages show it."""
    if shown and fact.known is None:
        cure = "Add “known: …”: own page, stored copy or secondary"
        yield "status", (f"nothing says how “{id_}” is known", cure)
    if shown and not fact.sources:
        yield "status", (f"“{id_}” has no “sources”", 'Add “sources: ["…"]”, better two than one')
    if fact.known is Origin.OWN_PAGE:
        if not fact.seen_by:
            cure = "Add “seen_by: …”, or write “stored copy” or “secondary” if no person opened it"
            yield "known", (f"“{id_}” is known from its own page, and nobody is named", cure)
        if not fact.seen_on:
            cure = "Add “seen_on: …”, the day on which the page was opened"
            yield "known", (f"“{id_}” is known from its own page, and has no day", cure)
    elif fact.seen_by:
        cure = "Remove it: only who opened its own page is named"
        yield "seen_by", (f"“{id_}” has “seen_by”, and is not known from its own page", cure)


def _find_place(channel: Channel, key: str) -> FileLine:
    return FileLine(channel.path, find_nearest_line(channel.lines, key, channel.line))
