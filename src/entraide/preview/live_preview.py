"""A project under preview: its site, its problems, and the version that browsers show.

Requests for pages and saved files take turns on one thread. Checks run on another: those of saved
texts at once, those of the whole project when nothing has been saved for a while.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Event
from time import time_ns
from typing import TypeVar

from entraide.content.checks import (
    CHECKS,
    TEXT_CHECKS,
    Check,
    iter_check_results,
)
from entraide.content.checks.project import Project
from entraide.content.docs.files import PAGE
from entraide.errors import ContentError, Problem, select_errors
from entraide.preview.failures import explain_failure
from entraide.preview.losses import check_losses
from entraide.preview.mistakes_page import make_mistakes_page
from entraide.preview.preview_files import PreviewFiles
from entraide.preview.preview_site import PreviewSite
from entraide.preview.texts_on_demand import OutlinesOnDemand

Result = TypeVar("Result")

MOST_TEXTS = 200  # saved at once: for more, the site is opened anew
MOST_LAST_GOOD = 50  # pages
PAUSE = 1.5  # seconds in which nothing is saved, before the whole project is checked


@dataclass(frozen=True)
class PageAnswer:
    """The file at an address; with the status 404, the page that says that there is none.

    With 503, mistakes keep it from being shown. `redirect` is the address of the folder that was
    meant.
    """

    content: bytes
    status: int = 200
    redirect: str = ""


class LivePreview:
    """The project of `config_file` under preview at `host`, which begins with `http://`.

    `tell` is called at each change, and `version` is another one whenever pages may have changed.
    """

    def __init__(
        self, config_file: Path, host: str, folder: Path, tell: Callable[[], object]
    ) -> None:
        self._config_file, self._host = config_file, host
        self.folder = folder  # for temporary files
        self._tell = tell
        self._turns = ThreadPoolExecutor(1, "site")
        self._checks = ThreadPoolExecutor(1, "checks")
        self._started, self._count = time_ns(), 0
        self._change = Event()  # set when the present version is no more
        self.site: PreviewSite | None = None
        self.files: PreviewFiles | None = None
        # Why the site was not opened anew, what checks find, and by page what keeps it from its
        # place: each goes when its own cause has gone.
        self._opening_problems: Sequence[Problem] = ()
        self._check_problems: tuple[Problem, ...] = ()
        self._drawing_problems: dict[str, Sequence[Problem]] = {}
        self._last_good: dict[str, bytes] = {}  # pages, by their paths

    @property
    def version(self) -> str:
        """What names the present state of the site, also between two runs."""
        return f"{self._started:x}-{self._count}"

    @property
    def address(self) -> str:
        """Where the site is read, with the path that it will have; its settings may be broken."""
        return self.site.address if self.site else f"{self._host}/"

    @property
    def problems(self) -> Sequence[Problem]:
        """All mistakes and warnings, in the order of the files."""
        changed = {each.path for each in self._opening_problems if each.path}
        drawing = (each for problems in tuple(self._drawing_problems.values()) for each in problems)
        others = (each for each in drawing if each.path not in changed)
        return tuple(sorted({*self._opening_problems, *self._check_problems, *others}))

    def open(self) -> Future[bool]:
        """Open the site, or open it anew; if that fails, the last one stays.

        The result says whether it was possible.
        """
        return self._turns.submit(self._open)

    def take_over(self, paths: Iterable[Path]) -> Future[None]:
        """Take over files that were saved, made, moved or removed."""
        return self._turns.submit(self._take_over, frozenset(paths))

    def read(self, path: str) -> Future[PageAnswer]:
        """Read the file at `path`, from the base of the site and unquoted."""
        return self._turns.submit(self._read, path)

    def take_turn(self, work: Callable[[PreviewSite], Result]) -> Future[Result]:
        """Do `work` with the site in its turn; ContentError while there is no site.

        The work may draw copies of the site.
        """
        return self._turns.submit(self._take_turn, work)

    def close(self) -> None:
        """Drop what waits, and stop."""
        self._begin_version()
        self._turns.shutdown(cancel_futures=True)
        self._checks.shutdown(cancel_futures=True)

    def _open(self) -> bool:
        """Open the site and show it; return whether that was possible."""
        folder = Path(mkdtemp(prefix="site-", dir=self.folder))
        try:
            site = PreviewSite(self._config_file, folder, host=self._host)
            if self.site:
                check_losses(self.site.build.reading, site.build.reading)
        except Exception as error:  # noqa: BLE001 - of plugins, too: whatever it is, it is shown
            rmtree(folder, ignore_errors=True)
            self._opening_problems = self._explain(error)
            self._tell()
            return False
        before, self.site = self.site, site
        if before:
            rmtree(before.build.folder, ignore_errors=True)
        else:
            self._check_problems = tuple(site.build.reading.problems)
        self._opening_problems = ()
        self._show(None)
        return True

    def _take_over(self, paths: frozenset[Path]) -> None:
        """Take over `paths`: texts one by one, all else by opening the site anew.

        As long as that fails, each change may be the one that mends it.
        """
        paths = frozenset(filter(self._is_known, paths))
        texts = frozenset(filter(None, map(self._find_text_path, paths)))
        is_more = self.site is None or len(texts) < len(paths) or len(texts) > MOST_TEXTS
        if paths and (is_more or self._opening_problems) and self._open():
            return
        if texts and self.site:
            self._begin_version()
            try:
                numbers = self.site.save_texts(texts)
            except Exception:  # noqa: BLE001 - a file has gone meanwhile; else opening tells why
                self._open()
            else:
                self._show(numbers)

    def _take_turn(self, work: Callable[[PreviewSite], Result]) -> Result:
        if self.site is None:
            raise ContentError(*self.problems)
        try:
            return work(self.site)
        finally:
            self.site.enter_frames()

    def _is_known(self, path: Path) -> bool:
        """Return whether a file is there, or was: an editor makes one more for a moment."""
        return self.site is None or path.exists() or self.site.has_lost(path)

    def _find_text_path(self, path: Path) -> str:
        """Return the path of a text from the folder of the project; "" for any other file."""
        if self.site is None:
            return ""
        settings = self.site.build.reading.settings
        is_text = path.suffix == PAGE and path.is_relative_to(settings.docs) and not path.is_dir()
        return settings.make_relative(path) if is_text else ""

    def _show(self, numbers: frozenset[int] | None) -> None:
        """Show the site as it is now; check the entries of `numbers`, then everything."""
        assert self.site  # noqa: S101 - it has just been opened
        self.files = PreviewFiles(self.site)
        change = self._begin_version()
        for path in self._list_doubtful_pages(is_anew=numbers is None):
            self._draw(self.files, path)
        self._tell()
        self._checks.submit(self._check, change, numbers)

    def _list_doubtful_pages(self, *, is_anew: bool) -> Sequence[str]:
        """Return the pages of which it is known only when they are drawn whether they are right.

        These are the ones that were not, and, where the project has templates of its own that may
        have changed, the last one of each kind that somebody looked at.
        """
        doubtful = dict.fromkeys(self._drawing_problems)
        if is_anew and self.site and self.site.has_own_templates and self.files:
            places = ((path, self.files.find_place(path)) for path in self._last_good)
            latest = {place.kind: path for path, place in places if place}
            doubtful |= dict.fromkeys(latest.values())
        return tuple(doubtful)

    def _begin_version(self) -> Event:
        """Begin another version of the site; return what is set when it is no more."""
        self._count += 1
        self._change.set()
        self._change = Event()
        return self._change

    def _check(self, change: Event, numbers: frozenset[int] | None) -> None:
        """Check the site until there is a change."""
        if numbers is not None:
            self._run_checks(change, TEXT_CHECKS, numbers)
            change.wait(PAUSE)
        self._run_checks(change, CHECKS, None)
        if self.site:
            self.site.converted.save()

    def _run_checks(
        self, change: Event, checks: tuple[Check, ...], numbers: frozenset[int] | None
    ) -> None:
        site = self.site
        if site is None or change.is_set():
            return
        reading, outlines = site.build.reading, OutlinesOnDemand(site.converted)
        problems = list(reading.problems)
        try:
            project = Project(reading, site.build.day, outlines, numbers)
            for results in iter_check_results(project, checks):
                if change.is_set():
                    return
                problems += results
        except Exception as error:  # noqa: BLE001 - also a text that has gone meanwhile
            problems = list(self._explain(error))
        if not change.is_set():
            self._check_problems = tuple(self._merge_problems(problems, numbers))
            self._tell()

    def _merge_problems(
        self, problems: Sequence[Problem], numbers: frozenset[int] | None
    ) -> Iterable[Problem]:
        """Return the problems of the entries of `numbers` beside those that others had."""
        if numbers is None or self.site is None:
            return problems
        entries = self.site.build.written_site.entries
        paths = {
            version.path
            for number in numbers & entries.keys()
            for version in (entries[number].source, *entries[number].localised.values())
        }
        return {*problems, *(each for each in self._check_problems if each.path not in paths)}

    def _read(self, path: str) -> PageAnswer:
        if self.files is None:
            return self._answer_with_mistakes("There is no site to show yet", 503)
        answer = self._draw(self.files, path)
        if answer:
            return answer
        if self.files.find_place(f"{path}/index.html"):
            return PageAnswer(b"", 307, f"{path}/")
        if select_errors(self.problems):  # one of them may keep it away
            return self._answer_with_mistakes("There is no such page", 404)
        missing = self._draw(self.files, "404.html")
        return replace(missing, status=404) if missing else PageAnswer(b"", 404)

    def _answer_with_mistakes(self, title: str, status: int) -> PageAnswer:
        return PageAnswer(make_mistakes_page(title, self.problems), status)

    def _draw(self, files: PreviewFiles, path: str) -> PageAnswer | None:
        """Return the file at `path`; as it was last where it cannot be drawn."""
        try:
            content = files.read(path)
        except Exception as error:  # noqa: BLE001 - of plugins, too: whatever it is, it is shown
            self._drawing_problems[path] = self._explain(error)
            self._tell()
            if known := self._last_good.get(path):
                return PageAnswer(known)
            return self._answer_with_mistakes("This page cannot be drawn", 503)
        if self._drawing_problems.pop(path, ()):
            self._tell()
        if content is None:
            return None
        if path.endswith(".html"):
            self._last_good.pop(path, None)
            self._last_good[path] = content
            if len(self._last_good) > MOST_LAST_GOOD:
                self._last_good.pop(next(iter(self._last_good)))
        return PageAnswer(content)

    def _explain(self, error: Exception) -> Sequence[Problem]:
        return explain_failure(error, self._config_file.parent).problems
