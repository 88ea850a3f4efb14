"""The images that come and go when a text is published.

An image is an orphan when it was added in the editor and no text has it any more. It is deleted
only where git keeps it, so that restoring an earlier text restores its images.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from entraide.content.file_plan import ChangePlan
from entraide.editor.pending_images import PendingImages, list_image_names
from entraide.model.site import Site


@dataclass(frozen=True, slots=True)
class ImageChanges:
    """Images to copy beside a text, each with its file, and images to delete."""

    new: dict[Path, Path] = field(default_factory=dict)
    gone: list[Path] = field(default_factory=list)

    @property
    def paths(self) -> list[Path]:
        return [*self.new, *self.gone]

    def add_to(self, plan: ChangePlan) -> None:
        """Add the files to write and to delete to `plan`."""
        plan.add({goal: file.read_bytes() for goal, file in self.new.items()})
        plan.removals += [path for path in self.gone if path.is_file()]


def list_new_images(images: PendingImages, path: str, text: str, docs: Path) -> dict[Path, Path]:
    """Return the images of the text at `path` that wait, if it has them, by where they go."""
    names = list_image_names(text)
    files = images.list_files(path).items()
    return {docs / goal: file for goal, file in files if file.name in names}


def list_orphans(file: Path, before: Iterable[str], others: Iterable[str]) -> list[Path]:
    """Return the images beside `file` that were in one of `before`, and are in none of `others`."""
    names = set().union(*map(list_image_names, before))
    for text in others:
        names -= list_image_names(text)
    return [file.with_name(name) for name in sorted(names)]


def iter_other_texts(site: Site, path: str) -> Iterator[str]:
    """Yield every text of a site but the one at `path`."""
    yield from (home.body for home in site.homes.values())
    for entry in site.entries.values():
        versions = (entry.source, *entry.localised.values())
        yield from (version.body for version in versions if version.path != path)
