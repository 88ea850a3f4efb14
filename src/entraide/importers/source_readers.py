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

from entraide.errors import Argument, EntraideError, Problem, ProblemLog, suggest_name
from entraide.importers.articles import ImportedSite
from entraide.importers.source_files import is_archive


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
    """A system: its name on the command line, a path in examples, and the module that reads it.

    The module has the two functions `detect_source` and `read_source`.
    """

    name: str
    example: str
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
    SourceReader("mkdocs", "../old-site", f"{FOLDER}.mkdocs_site"),
    SourceReader("zendesk", "../zendesk-export", f"{FOLDER}.zendesk"),
    SourceReader("phpmyfaq", "../phpmyfaq-export", f"{FOLDER}.phpmyfaq"),
    SourceReader("freshdesk", "../freshdesk-export", f"{FOLDER}.freshdesk"),
    SourceReader("kitsune", "../kitsune-export", f"{FOLDER}.kitsune"),
    SourceReader("table", "../faq.csv", f"{FOLDER}.question_table"),
    SourceReader("markdown", "../old-site", f"{FOLDER}.markdown_folder"),
    SourceReader("html", "../old-site", f"{FOLDER}.html_folder"),
)
READERS_BY_NAME = {reader.name: reader for reader in READERS}


OWN_SOURCE, AUTO = "entraide", "auto"
SOURCES = (*READERS_BY_NAME, OWN_SOURCE, AUTO)


def find_reader(name: str, path: Path) -> SourceReader:
    """Return the reader called `name`; with `auto`, the first that detects `path`.

    EntraideError where there is none, or where `path` does not exist.
    """
    check_source(name)
    if not path.exists():
        what, cure = f"there is no “{path}”", "Look at how it is written"
        raise EntraideError(Problem(Argument("PATH"), what, cure))
    if is_archive(path):
        what, cure = f"“{path}” is an archive", "Unpack it, and name the folder that comes out"
        raise EntraideError(Problem(Argument("PATH"), what, cure))
    if name != AUTO:
        return READERS_BY_NAME[name]
    for reader in READERS:
        if reader.detect(path):
            return reader
    what = f"“{path}” looks like none of the systems that we know"
    raise EntraideError(Problem(Argument("PATH"), what, f"Name one: {', '.join(READERS_BY_NAME)}"))


def check_source(name: str) -> None:
    """Raise EntraideError where no source is called `name`."""
    if name not in SOURCES:
        cure = f"{suggest_name(name, SOURCES, '')} Known: {', '.join(SOURCES)}".strip()
        raise EntraideError(Problem(Argument("SOURCE"), f"there is no source “{name}”", cure))
