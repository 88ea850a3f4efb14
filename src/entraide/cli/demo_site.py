"""The published files of a preview, written when the demo desk asks for them."""

from pathlib import Path
from tempfile import mkdtemp

from entraide.content.site_folder import write_output
from entraide.desk.published_site import PublishedSite, PublishedSnapshot
from entraide.desk.published_texts import PublishedTexts
from entraide.preview.live_preview import LivePreview
from entraide.published_files.entries import PublishedIndex, PublishedText
from entraide.published_files.site import DeskData


class PublishedFolder:
    """A folder with those published files of `preview` that were asked for."""

    def __init__(self, preview: LivePreview) -> None:
        self._preview = preview
        self._version = ""
        self.folder = Path(mkdtemp(prefix="published-", dir=preview.folder))

    def write_lists(self) -> None:
        """Write today's index of all versions."""
        if self._version != self._preview.version:
            self._version = self._preview.version
            for path in (DeskData.path, PublishedIndex.path):
                self.write(path)

    def write(self, path: str) -> None:
        """Write the file at `path` if its content has changed."""
        answer, file = self._preview.read(path).result(), self.folder / path
        is_known = file.is_file() and file.read_bytes() == answer.content
        if answer.status == 200 and not is_known:
            write_output(file, answer.content)


class DemoSite(PublishedSite):
    """The published index of a preview."""

    def __init__(self, published: PublishedFolder) -> None:
        super().__init__(published.folder)
        self._published = published

    @property
    def snapshot(self) -> PublishedSnapshot:
        self._published.write_lists()
        return super().snapshot


class DemoTexts(PublishedTexts):
    """The published texts of a preview."""

    def __init__(self, published: PublishedFolder) -> None:
        super().__init__(published.folder)
        self._published = published

    def find(self, entry: int, locale: str) -> PublishedText | None:
        """Return the text of that version as the preview has it now."""
        self._published.write(f"entries/{entry}.{locale}.json")
        return super().find(entry, locale)
