"""Checks of placeholders: every `{{name}}` is known, and is used where it may be."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from difflib import get_close_matches

from entraide.content.checks.lost_keys import DATA_FILES, LostPlaceholders
from entraide.content.checks.project import Project, make_body_problem
from entraide.content.checks.prose_fields import PERSON, iter_prose_fields
from entraide.errors import FileLine, Problem
from entraide.model.entry import PageText
from entraide.model.operator_facts import PREFIX
from entraide.model.placeholders import ATTEMPT, NAME

BLOCKS = frozenset({"law", "checklist"})  # families with no words to put into a sentence
MOST_NAMES = 20  # in one line of a report


def check_placeholder_names(project: Project) -> Iterator[Problem]:
    """Yield placeholders that nothing in the data or the settings defines.

    What several texts name is missing from the data, and is told there.
    """
    facts = project.reading.values.items()
    names = {code: {name for name, text in values.items() if text} for code, values in facts}
    faults = LostPlaceholders(project.reading)
    for page, name, line in (*_iter_field_uses(project), *_iter_body_uses(project)):
        known = names.get(page.locale, set()) | project.site.insert_names
        if not NAME.fullmatch(name):
            what = f"“{{{{{name}” is no placeholder"
            yield Problem(FileLine(page.path, line), what, "Write it like {{platform.name}}")
        elif name not in known and not _may_be_unread(name, project):
            what = f"nobody knows the placeholder “{{{{{name}}}}}”"
            cure = _suggest_placeholder(name, known)
            yield from faults.choose_problem(name, Problem(FileLine(page.path, line), what, cure))


def _may_be_unread(name: str, project: Project) -> bool:
    """Return whether `name` may be defined in a file of data that could not be read."""
    family = name.partition(".")[0]
    if f"{family}." == PREFIX:
        return not project.reading.platform.document.is_sound
    location = DATA_FILES.get(family)
    data = project.settings.make_relative(project.settings.data)
    return bool(location) and any(
        path.startswith(f"{data}/{location}") for path in project.refused_files
    )


def _suggest_placeholder(name: str, known: AbstractSet[str]) -> str:
    """Return the cure for an unknown `name`: the nearest one, or else the names of its family.

    Within a family only what stands behind its name is compared. A family with many names is told
    in another way, since nobody reads such a list.
    """
    family, _, rest = name.partition(".")
    candidates = {each.partition(".")[2]: each for each in known if each.startswith(f"{family}.")}
    nearest = get_close_matches(rest, candidates, n=1) or (
        [] if candidates else get_close_matches(name, known, n=1)
    )
    if nearest:
        return f"Did you mean “{candidates.get(nearest[0], nearest[0])}”?"
    if family == "channel":
        return "“entraide channels” lists them all"
    if len(names := candidates.values() or known) <= MOST_NAMES:
        return f"Known: {', '.join(sorted(names))}"
    return f"Known: {', '.join(sorted({each.partition('.')[0] + '.…' for each in known}))}"


def check_placeholder_fields(project: Project) -> Iterator[Problem]:
    """Yield placeholders of channels, laws and checklists in front matter.

    They become HTML, which has no place in a list, a preview or a notice.
    """
    names = project.site.insert_names
    for field in iter_prose_fields(project):
        for match in ATTEMPT.finditer(field.text) if field.kind != PERSON else ():
            if match[1].strip() in names:
                what = f"“{match[0]}” cannot stand in “{field.key.partition('.')[0]}”"
                yield Problem(field.location, what, "Write it in the text only")


def check_block_placeholders(project: Project) -> Iterator[Problem]:
    """Yield placeholders of blocks (a law, a checklist) that have no paragraph of their own.

    Within links and images no placeholder of channels, laws or checklists may stand.
    """
    for page, outline in project.iter_outlines():
        for placeholder in outline.placeholders:
            if placeholder.plain and placeholder.name in project.site.insert_names:
                what = f"“{{{{{placeholder.name}}}}}” stands within a link or an image"
                cure = "Write it beside the link: it is one itself"
                yield make_body_problem(page, placeholder.line, what, cure)
            elif not placeholder.alone and _is_block(placeholder.name, project):
                what = f"“{{{{{placeholder.name}}}}}” stands within a paragraph"
                cure = "Put it on a line between two blank ones"
                yield make_body_problem(page, placeholder.line, what, cure)


def _is_block(name: str, project: Project) -> bool:
    return name.partition(".")[0] in BLOCKS and name in project.site.insert_names


PlaceholderUse = tuple[PageText, str, int]  # a name, its page and its line of the file


def _iter_field_uses(project: Project) -> Iterator[PlaceholderUse]:
    """Yield the placeholders of fields that pages show, and what looks like one."""
    for field in iter_prose_fields(project):
        for match in ATTEMPT.finditer(field.text) if field.kind not in {NAME, "keywords"} else ():
            yield field.page, match[1].strip() if match[2] else match[1], field.location.line


def _iter_body_uses(project: Project) -> Iterator[PlaceholderUse]:
    """Yield the placeholders of bodies; `{{` without a name is a fault of the parser already."""
    for page, outline in project.iter_outlines():
        for placeholder in outline.placeholders:
            yield page, placeholder.name, page.body_line + placeholder.line
