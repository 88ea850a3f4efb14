"""The search of a preview: its index is built in the background at the first search.

An index that the site has outgrown is searched where the next one takes long.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree

from entraide.errors import EntraideError
from entraide.preview.live_preview import LivePreview
from entraide.publish.search.index import FOLDER
from entraide.publish.search.writing import write_search_below

BUILDING = "The search is being prepared."
PATIENCE = 2.0  # seconds that whoever searches waits for an index of what was just written


class SearchIndex:
    """The index of the site of `preview`; `tell` is called when `status`, for people, changes."""

    def __init__(self, preview: LivePreview, tell: Callable[[], object]) -> None:
        self._preview, self._tell = preview, tell
        self._thread = ThreadPoolExecutor(1, "search")
        self._folder: Path | None = None
        self._version = ""  # of the site that is indexed, or is being
        self._building: Future[None] | None = None
        self.status = ""

    async def read(self, path: str) -> bytes | None:
        """Read a file of the index, by its path below the base; None where there is none.

        The first who asks waits for the index; later, not for long.
        """
        if self._version != self._preview.version and not self._is_building:
            self._version = self._preview.version
            self._building = self._thread.submit(self._build, self._version)
        if self._building and not self._building.done():
            limit = None if self._folder is None else PATIENCE
            await asyncio.wait([asyncio.wrap_future(self._building)], timeout=limit)
        file = self._folder / path if self._folder else None
        return file.read_bytes() if file and file.is_file() else None

    def close(self) -> None:
        """Stop building."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    @property
    def _is_building(self) -> bool:
        return self._building is not None and not self._building.done()

    def _build(self, version: str) -> None:
        site = self._preview.site
        if site is None:
            return
        self._set_status(BUILDING)
        folder = self._preview.folder / f"search-{version}"
        status = ""
        try:
            write_search_below(folder, site.build)
        except KeyError:  # a text has gone meanwhile: whoever asks next has another one built
            self._version = ""
        except (EntraideError, OSError) as error:
            status = f"The search cannot be prepared. {error}"
        else:
            before, self._folder = self._folder, folder
            if before:
                rmtree(before, ignore_errors=True)
        self._set_status(status)

    def _set_status(self, status: str) -> None:
        self.status = status
        self._tell()


def is_search_path(path: str) -> bool:
    """Return whether `path`, below the base of the site, is in the index."""
    return path.startswith(f"{FOLDER}/")
