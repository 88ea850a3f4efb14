"""Fields of front matter that are prose: what people read of a version beside its body."""

from collections.abc import Iterator
from dataclasses import dataclass

from entraide.content.checks.project import Project, find_key_place
from entraide.errors import FileLine
from entraide.model.entry import Entry, LocalisedVersion, PageText, Version
from entraide.model.text_fields import TEXT_FIELDS

NOTE, PERSON = "note", "name"


@dataclass(frozen=True, slots=True)
class ProseField:
    """One text in a front matter; `kind` is NOTE, PERSON, or the name of a translated field."""

    page: PageText
    key: str  # as in `changes.0.note`
    kind: str
    text: str

    @property
    def location(self) -> FileLine:
        """The line of the file on which it stands."""
        return find_key_place(self.page, self.key)


def iter_prose_fields(project: Project) -> Iterator[ProseField]:
    """Yield every field of every version, then those of the home pages."""
    for entry, version in project.versions:
        yield from iter_page_fields(version, entry)
    for home in project.site.homes.values():
        yield from iter_page_fields(home)


def iter_page_fields(page: PageText, entry: Entry | None = None) -> Iterator[ProseField]:
    """Yield the fields of one page, a version of `entry` or a home page."""
    for name, field in TEXT_FIELDS.items():
        if not field.is_list:
            yield ProseField(page, name, name, getattr(page, name))
        else:
            for index, item in enumerate(getattr(page, name, ())):
                yield ProseField(page, f"{name}.{index}", name, item)
    if isinstance(page, LocalisedVersion):
        for revision, note in page.notes.items():
            yield ProseField(page, f"notes.{revision}", NOTE, note)
        for index, name in enumerate(page.translator):
            yield ProseField(page, f"translator.{index}", PERSON, name)
    elif entry:
        for index, change in enumerate(entry.changes):
            yield ProseField(page, f"changes.{index}.note", NOTE, change.note)
        yield ProseField(page, "author", PERSON, entry.author)
    if isinstance(page, Version):
        yield ProseField(page, "reviewer", PERSON, page.reviewer or "")
