"""The folder `data/`: which files of it Entraide reads.

A file with a mistake in its name would be left out in silence, and with it all that pages need of
it. Folders other than `channels` are the operator's own, as are files that are no YAML or JSON.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from entraide.content.data import ids, proposal_counts, ratings
from entraide.content.docs.files import LEFT_BEHIND
from entraide.content.settings import Settings
from entraide.errors import FileLine, Problem, Severity

CHANNELS = "channels"  # the folder with one file a country
LISTS = (
    "brand",
    "categories",
    "checklists",
    "glossary",
    "incident_log",
    "law",
    "paths",
    "people",
    "pinned",
    "platform",
    "scam_check",
    "settings",
    "tags",
    "topics",
)
FILE_NAMES = frozenset(
    {
        ids.FILE_NAME,
        ratings.FILE_NAME,
        proposal_counts.FILE_NAME,
        *(f"{name}.yml" for name in LISTS),
    }
)
DATA_SUFFIXES = frozenset({".yml", ".yaml", ".json"})


def check_data_folder(settings: Settings) -> Iterator[Problem]:
    """Warn of each file of data that nothing reads, with the nearest name of one that is read."""
    for file in _list_data_files(settings.data):
        if file.name not in FILE_NAMES:
            yield _make_problem(file, _find_nearest_name(file), settings)
    for file in _list_data_files(settings.data / CHANNELS):
        if file.suffix != ".yml":
            yield _make_problem(file, f"{file.stem}.yml", settings)


def _list_data_files(folder: Path) -> list[Path]:
    """List the YAML and JSON files right in `folder`, without what editors leave behind."""
    return sorted(
        file
        for file in folder.glob("*")
        if file.suffix.lower() in DATA_SUFFIXES
        and not LEFT_BEHIND.fullmatch(file.name)
        and not file.is_dir()
    )


def _find_nearest_name(file: Path) -> str | None:
    """Return the name of a file that is read and is called nearly so; None if there is none."""
    by_stem = {Path(name).stem: name for name in FILE_NAMES}
    near = get_close_matches(file.stem.lower(), sorted(by_stem), n=1, cutoff=0.7)
    return by_stem[near[0]] if near else None


def _make_problem(file: Path, nearest: str | None, settings: Settings) -> Problem:
    location = FileLine(settings.make_relative(file), 1)
    own = f"a folder of your own in {settings.make_relative(settings.data)}/"
    cure = f"Move it into {own}"
    if nearest:
        better = settings.make_relative(file.with_name(nearest))
        cure = f"Did you mean {better}? If not, move it into {own}"
    return Problem(location, "this is not a file that Entraide reads", cure, Severity.WARNING)
