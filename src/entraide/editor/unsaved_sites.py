"""The site as it would be with a text that is not in the files: its pages, and what checks find.

A copy of the site of the preview is made, with the text in the place of the file's, and drawn by
the preview's own code: what a writer sees is what a build would write.
"""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future

from entraide.content.checks import PROJECT_CHECKS, TEXT_CHECKS, Check
from entraide.content.checks.project import Project
from entraide.content.checks.readability import check_readability
from entraide.editor.pending_images import PendingImages
from entraide.errors import Problem, select_errors
from entraide.model.entry import Entry, Version
from entraide.preview.live_preview import LivePreview, Result
from entraide.preview.preview_files import PreviewFiles
from entraide.preview.preview_site import PreviewSite
from entraide.preview.texts_on_demand import OutlinesOnDemand

MOST_SITES = 4  # copies at hand; each shares nearly all with the site
LIVE_CHECKS: tuple[Check, ...] = (*TEXT_CHECKS, check_readability)


class UnsavedSites:
    """Copies of the site of `preview`, each with one text of its own, and its `images`."""

    def __init__(self, preview: LivePreview, images: PendingImages) -> None:
        self._preview, self._images = preview, images
        self._sites: OrderedDict[tuple[str, ...], PreviewSite] = OrderedDict()

    def take_turn(
        self, path: str, text: str, work: Callable[[PreviewSite], Result]
    ) -> Future[Result]:
        """Do `work` with the site in which the file at `path` has `text`, when it is its turn."""

        def enter(site: PreviewSite) -> Result:
            copy = self._find(site, path, text)
            copy.enter_frames()
            return work(copy)

        return self._preview.take_turn(enter)

    def read_page(self, path: str, text: str, page: str) -> bytes | None:
        """Return the file `page` of the site with that text, by its path; None if there is none."""
        return self.take_turn(path, text, lambda site: PreviewFiles(site).read(page)).result()

    def check_text(self, path: str, text: str) -> list[Problem]:
        """Return what is wrong with that text, by its lines; nothing about other files."""
        return self.take_turn(path, text, lambda site: _check_text(site, path)).result()

    def list_new_mistakes(self, path: str, text: str) -> list[Problem]:
        """Return the mistakes that the file or the project has with that text, and had not."""

        def compare(site: PreviewSite) -> list[Problem]:
            other = self._find(site, path, text)
            numbers = _list_near(site, path) | _list_near(other, path)
            before = {mistake.identity for mistake in _list_mistakes(site, numbers)}
            after = _list_mistakes(other, numbers)
            return [each for each in after if each.path == path or each.identity not in before]

        return self._preview.take_turn(compare).result()

    def _find(self, site: PreviewSite, path: str, text: str) -> PreviewSite:
        images = self._images.list_files(path)
        key = (self._preview.version, path, text, *images)
        if key not in self._sites:
            self._sites[key] = site.copy_with(path, text, images)
            if len(self._sites) > MOST_SITES:
                self._sites.popitem(last=False)
        self._sites.move_to_end(key)
        return self._sites[key]


def _check_text(site: PreviewSite, path: str) -> list[Problem]:
    reading, numbers = site.build.reading, frozenset(each.id for each in _find_entries(site, path))
    project = _make_project(site, numbers)
    problems = {*reading.problems, *(each for check in LIVE_CHECKS for each in check(project))}
    return sorted(each for each in problems if each.path == path)


def _list_mistakes(site: PreviewSite, numbers: frozenset[int]) -> list[Problem]:
    """Return the mistakes of the texts of entries, and those of the project as a whole."""
    reading = site.build.reading
    texts, whole = _make_project(site, numbers), _make_project(site, None)
    problems = {*reading.problems, *(each for check in TEXT_CHECKS for each in check(texts))}
    problems |= {each for check in PROJECT_CHECKS for each in check(whole)}
    return select_errors(sorted(problems))


def _make_project(site: PreviewSite, numbers: frozenset[int] | None) -> Project:
    outlines, files = OutlinesOnDemand(site.converted), site.waiting_files
    return Project(site.build.reading, site.build.day, outlines, numbers, files)


def _list_near(site: PreviewSite, path: str) -> frozenset[int]:
    """Return the numbers of an entry and of those that name it: no other text depends on it."""
    near = set()
    for entry in _find_entries(site, path):
        names = (entry.slug, f"e/{entry.id}")
        near |= {entry.id}
        near |= {
            other.id
            for other in site.build.reading.site.entries.values()
            if entry.id in other.related
            or any(name in each.body for each in _list_versions(other) for name in names)
        }
    return frozenset(near)


def _find_entries(site: PreviewSite, path: str) -> list[Entry]:
    entries = site.build.reading.site.entries.values()
    return [each for each in entries if path in {text.path for text in _list_versions(each)}]


def _list_versions(entry: Entry) -> tuple[Version, ...]:
    return (entry.source, *entry.localised.values())
