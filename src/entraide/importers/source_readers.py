"""The systems that `entraide import` knows: a list, one row a reader.

A reader is two functions. `detect(path)` looks at names, and at no more than the head of a file; it
returns whether `path`, a file or a folder, is likely of this system. `read(path, options, log)`
returns an `ImportedSite`. It logs a Problem for what is damaged, with file, line and cure: an error
ends the import before anything is written. What it leaves out on purpose is in the site's
`omissions`. It opens nothing but files at or below `path`, by the functions of `source_files`.

Readers are imported when they are asked for: some need a package of the extra `import`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from entraide.errors import Argument, EntraideError, Problem, ProblemLog
from entraide.importers.articles import ImportedSite


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What somebody says of a source on the command line.

    `columns` maps our name of a column to that of a table: `question` -> `Frage`. `language` is
    that of texts of which the source says nothing; `languages` are the codes of the project.
    """

    language: str
    languages: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


Detect = Callable[[Path], bool]
Read = Callable[[Path, ReadOptions, ProblemLog], ImportedSite]


@dataclass(frozen=True, slots=True)
class SourceReader:
    """A system: its name on the command line, what its `PATH` is, and the module that reads it.

    The module has the two functions `detect_source` and `read_source`.
    """

    name: str
    description: str
    module: str

    def detect(self, path: Path) -> bool:
        """Return whether `path` looks like an export of this system."""
        detect: Detect = import_module(self.module).detect_source
        return detect(path)

    def read(self, path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
        """Return what is at `path`; see the docstring of this module."""
        read: Read = import_module(self.module).read_source
        return read(path, options, log)


FOLDER = "entraide.importers.readers"
READERS = (  # `auto` tries them in this order
    SourceReader(
        "mkdocs", "a MkDocs site, of Material with static-i18n or plain", f"{FOLDER}.mkdocs_site"
    ),
    SourceReader(
        "zendesk",
        "answers of Zendesk’s Help Center API, one JSON or a folder of them",
        f"{FOLDER}.zendesk",
    ),
    SourceReader(
        "phpmyfaq",
        "exports of phpMyFAQ (JSON, XML, CSV), answers of its API, its tables as CSV",
        f"{FOLDER}.phpmyfaq",
    ),
    SourceReader(
        "freshdesk",
        "answers of Freshdesk’s or Freshservice’s API on solutions, as JSON",
        f"{FOLDER}.freshdesk",
    ),
    SourceReader(
        "kitsune",
        "answers of Kitsune’s API, or a dump of its articles, as JSON",
        f"{FOLDER}.kitsune",
    ),
    SourceReader("table", "questions and answers in CSV or XLSX", f"{FOLDER}.question_table"),
    SourceReader(
        "markdown",
        "a folder of Markdown: Hugo, Docusaurus, Starlight, or plain files",
        f"{FOLDER}.markdown_folder",
    ),
    SourceReader(
        "html", "a folder of HTML, such as a copy of a static site", f"{FOLDER}.html_folder"
    ),
)
READERS_BY_NAME = {reader.name: reader for reader in READERS}


def find_reader(name: str, path: Path) -> SourceReader:
    """Return the reader called `name`; with `auto`, the first that detects `path`.

    EntraideError where there is none, or where `path` does not exist.
    """
    if not path.exists():
        what, cure = f"there is no “{path}”", "Look at how it is written"
        raise EntraideError(Problem(Argument("PATH"), what, cure))
    if name == "auto":
        for reader in READERS:
            if reader.detect(path):
                return reader
        what = f"“{path}” looks like none of the systems that we know"
        raise EntraideError(Problem(Argument("PATH"), what, f"Name one: {_list_names()}"))
    if name not in READERS_BY_NAME:
        raise EntraideError(
            Problem(
                Argument("SOURCE"),
                f"there is no source “{name}”",
                f"Known: {_list_names()}, auto",
            )
        )
    return READERS_BY_NAME[name]


def _list_names() -> str:
    return ", ".join(READERS_BY_NAME)
