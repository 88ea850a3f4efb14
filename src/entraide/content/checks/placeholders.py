"""Placeholders: every `{{name}}` stands for a fact that the project knows, and may show there."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from entraide.content.checks.project import Project, at, in_body, in_matter
from entraide.errors import Problem, nearest
from entraide.model.entry import LocalisedVersion, PageText

BRACES = re.compile(r"\{\{([^{}\n]*)(\}\})?")
NAME = re.compile(r"[\w.-]+")
BLOCKS = frozenset({"law", "checklist"})  # families with no words to put into a sentence
READ = 20  # names, in one line of a report
# Where the names of a family are defined, in the folder of data.
DEFINED = {
    "channel": "channels/",
    "where": "topics.yml",
    "law": "law.yml",
    "checklist": "checklists.yml",
}


def unknown_placeholders(project: Project) -> Iterator[Problem]:
    facts = project.reading.values.items()
    names = {code: {name for name, text in values.items() if text} for code, values in facts}
    for page, name, line in (*_in_fields(project), *_in_bodies(project)):
        known = names.get(page.locale)
        if not known:  # data/platform.yml could not be read, and says so itself
            continue
        if not NAME.fullmatch(name):
            what = f"“{{{{{name}” is no placeholder"
            yield Problem(page.path, line, what, "Write it like {{platform.name}}")
        elif name not in known | project.site.insert_names and not _unread(name, project):
            what = f"nobody knows the placeholder “{{{{{name}}}}}”"
            yield Problem(page.path, line, what, _nearest(name, known | project.site.insert_names))


def _unread(name: str, project: Project) -> bool:
    """Whether `name` may be in a file of data that was refused, and that says so itself."""
    place = DEFINED.get(name.partition(".")[0])
    data = project.settings.relative(project.settings.data)
    return bool(place) and any(path.startswith(f"{data}/{place}") for path in project.unread)


def _nearest(name: str, known: AbstractSet[str]) -> str:
    """The nearest name; without one, those of its family, as long as somebody would read them."""
    cure, family = nearest(name, known), name.partition(".")[0]
    if cure.endswith("?"):
        return cure
    own = {each for each in known if each.startswith(f"{family}.")} or known
    if len(own) <= READ:
        return nearest(name, own)
    if family == "channel":
        return "“entraide channels” lists them all"
    return f"Known: {', '.join(sorted({each.partition('.')[0] + '.…' for each in known}))}"


def misplaced_placeholders(project: Project) -> Iterator[Problem]:
    """What data puts into a text is drawn on its page: never in a list, a preview or a notice."""
    names = project.site.insert_names
    for page, key, text in _words(project):
        for found in BRACES.finditer(text):
            if found[1].strip() in names:
                what = f"“{found[0]}” cannot stand in “{key.partition('.')[0]}”"
                yield in_matter(page, key, what, "Write it in the text only")


def _words(project: Project) -> Iterator[tuple[PageText, str, str]]:
    """The words of every front matter, each with its page and its key."""
    for page in project.pages:
        yield from ((page, "title", page.title), (page, "summary", page.summary))
    for entry, version in project.versions:
        for index, word in enumerate(version.keywords):
            yield version, f"keywords.{index}", word
        if isinstance(version, LocalisedVersion):
            for revision, note in version.notes.items():
                yield version, f"notes.{revision}", note
        else:
            for index, change in enumerate(entry.changes):
                yield version, f"changes.{index}.note", change.note


def embedded_blocks(project: Project) -> Iterator[Problem]:
    """A law and a checklist are blocks: each has a paragraph of its own."""
    for page, outline in project.outlined():
        for placeholder in outline.placeholders:
            if placeholder.plain and placeholder.name in project.site.insert_names:
                what = f"“{{{{{placeholder.name}}}}}” stands within a link or an image"
                cure = "Write it beside the link: it is one itself"
                yield in_body(page, placeholder.line, what, cure)
            elif not placeholder.alone and _is_block(placeholder.name, project):
                what = f"“{{{{{placeholder.name}}}}}” stands within a paragraph"
                cure = "Put it on a line between two blank ones"
                yield in_body(page, placeholder.line, what, cure)


def _is_block(name: str, project: Project) -> bool:
    return name.partition(".")[0] in BLOCKS and name in project.site.insert_names


Placed = tuple[PageText, str, int]  # a name, its page and its line of the file


def _in_fields(project: Project) -> Iterator[Placed]:
    """Every placeholder of a field that pages show, or what was to become one."""
    for page, key, text in _words(project):
        for found in BRACES.finditer(text) if not key.startswith("keywords") else ():
            yield page, found[1].strip() if found[2] else found[1], at(page, key)


def _in_bodies(project: Project) -> Iterator[Placed]:
    """Those of the bodies; two braces with no name between them are told by their reading."""
    for page, outline in project.outlined():
        for placeholder in outline.placeholders:
            yield page, placeholder.name, page.body_line + placeholder.line
