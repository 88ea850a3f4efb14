"""Update the PDFs in the folder `pdf/` of a project: make missing ones, remove outdated ones."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from entraide.content.reader import SiteReading
from entraide.content.settings import Settings
from entraide.exporting.pdf_files import write_pdf
from entraide.model.entry import Entry
from entraide.publish.build_context import BuildContext
from entraide.publish.paper import PaperDocument, PaperPress
from entraide.publish.paper_links import get_paper_folder
from entraide.publish.project_loading import open_project

NAME = re.compile(r"(\d+|site)-[0-9a-f]{16}\.pdf")  # of a file that this module has written
ChooseEntries = Callable[[SiteReading], Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class PdfCounts:
    """The number of files in the folder, of those made, and of those removed."""

    folder: Path
    files: int
    new: int
    removed: int


def update_pdfs(
    settings: Settings, choose: ChooseEntries | None, report: Callable[[str], object]
) -> PdfCounts:
    """Update the PDFs of the entries that `choose` returns, or of all and of the whole site.

    `report` gets the name of each file before it is made. Raise ContentError if the project has
    mistakes.
    """
    build = open_project(settings.config_file, serving=False, advise=lambda _: None)
    build.site_url = settings.site_url
    numbers = {entry.id for entry in choose(build.reading)} if choose else None
    folder, names, new = get_paper_folder(settings), set(), 0
    for document in _iter_documents(build, numbers):
        names.add(document.name)
        if not (folder / document.name).exists():
            report(document.name)
            write_pdf(document, folder / document.name)
            new += 1
    removed = _remove_earlier(folder, names, everything=choose is None)
    return PdfCounts(folder, len(names), new, removed)


def _iter_documents(build: BuildContext, numbers: set[int] | None) -> Iterator[PaperDocument]:
    """Yield the documents of the entries with these `numbers`, or all, in every language."""
    for locale in build.locales:
        press = PaperPress(build, locale)
        for entry in press.list_entries():
            if numbers is None or entry.id in numbers:
                yield press.draw_entry(entry)
        if numbers is None:
            yield press.draw_site()


def _remove_earlier(folder: Path, names: set[str], *, everything: bool) -> int:
    """Remove outdated PDFs of the documents in `names`, or all others; return their number."""
    stems = {name.partition("-")[0] for name in names}
    count = 0
    for file in folder.glob("*/*.pdf"):
        name = file.relative_to(folder).as_posix()
        is_past = NAME.fullmatch(file.name) and name not in names
        if is_past and (everything or name.partition("-")[0] in stems):
            file.unlink()
            count += 1
    return count
