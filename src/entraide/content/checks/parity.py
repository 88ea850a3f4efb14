"""Parity: a translation has the structure, the figures and the links of its source.

Only versions whose state is `current` are compared: the others are known to be behind. A difference
is reported in the text that has what the other lacks.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from urllib.parse import unquote

from entraide.content.anchors import pair_headings
from entraide.content.checks.figures import Figures, find_figures
from entraide.content.checks.file_links import resolve_page_link
from entraide.content.checks.meant_numbers import find_meant_numbers
from entraide.content.checks.project import Project, make_body_problem, to_warning
from entraide.content.outline import Span
from entraide.errors import Problem
from entraide.model.entry import LocalisedVersion, PageText, Version
from entraide.model.link_targets import LinkKind, strip_anchor
from entraide.model.translation_state import State

COMPARED_KINDS = frozenset({LinkKind.ELSEWHERE, LinkKind.MARKDOWN, LinkKind.FILE})
PARITY_CURE = "Say it in both, or in neither"


def iter_current_pairs(project: Project) -> Iterator[tuple[Version, LocalisedVersion]]:
    """Yield every source with each of its current versions, both read without mistakes."""
    for entry in project.entries:
        for locale, version in entry.localised.items():
            broken = {entry.source.path, version.path} & project.reading.incomplete_files
            if not broken and entry.get_state(locale) is State.CURRENT:
                yield entry.source, version


def check_structure_parity(project: Project) -> Iterator[Problem]:
    """Warn of versions with more or fewer headings or steps than their source."""
    for source, version in iter_current_pairs(project):
        ours, theirs = project.outlines[version.path], project.outlines[source.path]
        for name, here, there in (
            ("headings", len(ours.headings), len(theirs.headings)),
            ("steps", len(ours.steps), len(theirs.steps)),
        ):
            if here != there:
                what = f"{name}: {here} here, {there} in {source.path}"
                cure = "Give both the same, so that all readers do the same"
                yield to_warning(make_body_problem(version, 0, what, cure))


def check_heading_ids(project: Project) -> Iterator[Problem]:
    """Warn of headings whose own id differs from that of their source.

    A heading has one anchor in all languages, or a link that is right in one is wrong in another.
    """
    for source, page in (*iter_current_pairs(project), *_iter_home_pairs(project)):
        ours, theirs = (project.outlines[path].headings for path in (page.path, source.path))
        for here, there in pair_headings(ours, theirs).items():
            own, anchor = ours[here], theirs[there].anchor
            if own.own_id and own.anchor != anchor:
                there_too = f"its source in {source.path} “{anchor}”"
                what = f"this heading has the id “{own.anchor}”, {there_too}"
                cure = f"Write {{#{anchor}}}, or no id: the heading then has that of its source"
                yield to_warning(make_body_problem(page, own.line, what, cure))


def check_urgencies(project: Project) -> Iterator[Problem]:
    """Warn of sections that are urgent in one language and not in another."""
    for source, version in (*iter_current_pairs(project), *_iter_home_pairs(project)):
        ours, theirs = (project.outlines[path].headings for path in (version.path, source.path))
        for here, there in pair_headings(ours, theirs).items():
            own, other = (_name_urgency(one.urgency) for one in (ours[here], theirs[there]))
            if own != other:
                what = f"this section has {own}, its source in {source.path} {other}"
                cure = "Write behind both headings what is right, or nothing"
                yield to_warning(make_body_problem(version, ours[here].line, what, cure))


def _name_urgency(urgency: str) -> str:
    return f"“.{urgency}”" if urgency else "no urgency"


def _iter_home_pairs(project: Project) -> Iterator[tuple[PageText, PageText]]:
    """Yield the home page of the default locale with each of the others, both without mistakes."""
    homes, mended = project.site.homes, project.reading.incomplete_files
    source = homes.get(project.site.default_locale.code)
    for home in homes.values() if source else ():
        if source and home is not source and not {source.path, home.path} & mended:
            yield source, home


def check_figure_parity(project: Project) -> Iterator[Problem]:
    """Warn of numbers and dates that only one of source and version has."""
    for source, version in iter_current_pairs(project):
        ours, theirs = _find_page_figures(project, version), _find_page_figures(project, source)
        differ = ours.numbers.keys() != theirs.numbers.keys()
        meant = find_meant_numbers(project, source, version) if differ else frozenset()
        yield from _compare_figures(version, ours, source, theirs, meant)
        yield from _compare_figures(source, theirs, version, ours, meant)


def _find_page_figures(project: Project, page: PageText) -> Figures:
    return find_figures(
        project.outlines[page.path].prose, project.site.get_locale(page.locale).lang
    )


def _compare_figures(
    page: PageText, ours: Figures, other: PageText, theirs: Figures, meant: AbstractSet[str]
) -> Iterator[Problem]:
    """Warn of the figures of `page` that `other` lacks, be it as digits or as a word.

    Somebody has said that the numbers in `meant` are right as they are.
    """
    there = theirs.numbers.keys() | theirs.spelled | meant
    yield from _warn_of_missing("number", page, ours.numbers, other, there)
    yield from _warn_of_missing("date", page, ours.dates, other, theirs.dates.keys())


def check_link_parity(project: Project) -> Iterator[Problem]:
    """Warn of links to other pages and sites that only one of source and version has."""
    for source, version in iter_current_pairs(project):
        ours, theirs = _find_links(project, version), _find_links(project, source)
        yield from _warn_of_missing("link", version, ours, source, theirs.keys())
        yield from _warn_of_missing("link", source, theirs, version, ours.keys())


def _find_links(project: Project, page: PageText) -> Mapping[str, Span]:
    """Return target -> first link of `page` to it, without anchors, placeholders not filled."""
    links: dict[str, Span] = {}
    for link in project.outlines[page.path].links:
        target = resolve_page_link(page, link.address, project.settings)
        if target.kind in COMPARED_KINDS and not link.address.startswith("#"):
            links.setdefault(strip_anchor(target.path), Span(link.address, link.line))
    return links


def _warn_of_missing(
    name: str,
    page: PageText,
    ours: Mapping[str, Span],
    other: PageText,
    theirs: AbstractSet[str],
) -> Iterator[Problem]:
    """Warn of each key of `ours` that is not in `theirs`, at its place in `page`."""
    for key, span in ours.items():
        if key not in theirs:
            what = f"the {name} “{unquote(span.text)}” is not in {other.path}"
            yield to_warning(make_body_problem(page, span.line, what, PARITY_CURE))
