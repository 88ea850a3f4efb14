"""Parse JSON objects of another system's export into models, and count unknown keys.

A model names the keys that a reader uses; `count_unused_keys` counts all others, so that no loss
goes unreported. The line of a record is its number in its file, from 1, since JSON has no better
location.
"""

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from entraide.errors import FileLine, ProblemLog
from entraide.importers.omissions import OmissionLog
from entraide.importers.source_files import (
    LARGEST_EXPORT,
    SourceFolder,
    open_folder,
    read_source_text,
)

HEAD = 4_000  # signs of a file that `detect_source` may look at
MOST_RECORDS = 200_000  # of one file
NO_PLACE = "left out: an entry has no place for it"
FRESH_EXPORT = "Export it anew"
DIGITS_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)\d{0,6}")
LANGUAGE_IN_NAME = re.compile(r"(?:^|[./_-])([a-z]{2,3}(?:[_-][A-Za-z]{2,4})?)(?=[./]|$)")


def read_text_value(value: object) -> object:
    """Return a value of JSON as text: a number as its digits, nothing as "".

    Halves of characters become the sign for what cannot be read.
    """
    if value is None or value is False:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def read_list_value(value: object) -> object:
    """Return a value of JSON as a list of texts: of one text, what its commas divide."""
    if value is None:
        return []
    if isinstance(value, str):
        return [word.strip() for word in value.split(",") if word.strip()]
    if isinstance(value, list):
        return [read_text_value(each) for each in value if each not in (None, "")]
    return value


def read_day_value(value: object) -> object:
    """Return the day in a time of an export: ISO 8601, or fourteen digits; None where none is."""
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    if match := DIGITS_DATE.fullmatch(text):
        text = "-".join(match.groups())
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None  # such as 0000-00-00: the source does not know either


RecordText = Annotated[str, BeforeValidator(read_text_value)]
RecordList = Annotated[list[str], BeforeValidator(read_list_value)]
RecordDay = Annotated[dt.date | None, BeforeValidator(read_day_value)]


class ExportRecord(BaseModel):
    """An object of an export. `silent_keys` say nothing that is not in its other keys."""

    model_config = ConfigDict(extra="allow", frozen=True)
    silent_keys: ClassVar[frozenset[str]] = frozenset()
    outcomes: ClassVar[Mapping[str, str]] = {}  # key -> what becomes of it

    @property
    def unused_keys(self) -> Iterator[str]:
        """The keys with a value that no field of the model reads, those of inner objects too."""
        for key, value in (self.model_extra or {}).items():
            if key not in self.silent_keys and value not in (None, "", 0, "0", [], {}):
                yield key
        for name in type(self).model_fields:
            value = getattr(self, name)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ExportRecord):
                    yield from each.unused_keys


AnyRecord = TypeVar("AnyRecord", bound=ExportRecord)


@dataclass(frozen=True, slots=True)
class PlacedRecord(Generic[AnyRecord]):
    """A record, and where it stands."""

    record: AnyRecord
    location: FileLine


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """A file of an export: its name within the source, and what it holds."""

    name: str
    value: Any


def read_documents(path: Path, log: ProblemLog, omissions: OmissionLog) -> list[JsonDocument]:
    """Read every JSON file at or below `path`; what is broken is a problem, once a file."""
    documents = []
    for name, file in list_files(path, log, omissions, ".json").items():
        text = read_source_text(file, name, log, LARGEST_EXPORT)
        if text is None:
            continue
        if not text.strip():
            log.add(FileLine(name, 1), "the file is empty", FRESH_EXPORT)
            continue
        try:
            documents.append(JsonDocument(name, json.loads(text)))
        except json.JSONDecodeError as error:
            what = f"this is no JSON ({error.msg}): it may be cut off"
            log.add(FileLine(name, error.lineno), what, FRESH_EXPORT)
        except ValueError:  # Python's own limit
            log.add(FileLine(name, 1), "a number in it has too many digits", FRESH_EXPORT)
        except RecursionError:
            log.add(FileLine(name, 1), "it is nested too deeply to be an export", FRESH_EXPORT)
    return documents


def list_files(
    path: Path, log: ProblemLog, omissions: OmissionLog, *suffixes: str
) -> dict[str, Path]:
    """Return the files at or below `path` that end in one of `suffixes`, by name."""
    if path.is_file():
        return {path.name: path} if path.suffix.lower() in suffixes else {}
    folder = open_folder(path, log, omissions)
    return {name: folder.files[name] for name in folder.list_names(*suffixes)}


def read_head(path: Path, *suffixes: str) -> str:
    """Return the beginning of the first file at or below `path`, for detection; "" if none."""
    files = [path] if path.is_file() else sorted(path.rglob("*"))[:200] if path.is_dir() else []
    heads = []
    for file in files:
        if file.suffix.lower() in suffixes and file.is_file() and not file.is_symlink():
            with file.open("rb") as stream:
                heads.append(stream.read(HEAD).decode("utf-8", "ignore"))
        if len(heads) == 20:
            break
    return "\n".join(heads)


def parse_records(
    kind: type[AnyRecord], rows: Iterable[object], name: str, log: ProblemLog
) -> list[PlacedRecord[AnyRecord]]:
    """Return `rows` of the file `name` as records; each that is none is a problem."""
    records = []
    for number, row in enumerate(rows, 1):
        location = FileLine(name, number)
        if number > MOST_RECORDS:
            what = f"there are more than {MOST_RECORDS:_} records"
            log.add(location, what, "Divide the file")
            break
        try:
            records.append(PlacedRecord(kind.model_validate(row), location))
        except ValidationError as error:
            mistake = error.errors(include_url=False)[0]
            key = ".".join(map(str, mistake["loc"])) or "the record"
            log.add(location, f"record {number}: “{key}”: {mistake['msg']}", FRESH_EXPORT)
    return records


def count_unused_keys(records: Iterable[PlacedRecord[Any]], omissions: OmissionLog) -> None:
    """Add an omission for each unused key, once a file."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for each in records:
        for key in each.record.unused_keys:
            outcome = each.record.outcomes.get(key, NO_PLACE)
            counts[each.location.path, f"“{key}”", outcome] += 1
    for (name, what, outcome), count in sorted(counts.items()):
        omissions.add(FileLine(name), what, outcome, count=count)


def add_second_text(location: FileLine, language: str, title: str, omissions: OmissionLog) -> None:
    """Add the omission of a text whose article has another one in the same language already."""
    what, outcome = "second text in one language", "left out: the first one counts"
    omissions.add(location, what, outcome, f"{language}: {title}")


def find_language_in_name(name: str, languages: Iterable[str]) -> str:
    """Return the language that the name of a file says, such as `articles.fr.json` or `fr/1.json`.

    Only `languages` are taken for one; "" where it says none of them.
    """
    known = {each.lower().replace("_", "-"): each for each in languages}
    stem = str(PurePosixPath(name).with_suffix(""))
    for match in reversed(LANGUAGE_IN_NAME.findall(stem)):
        if code := known.get(match.lower().replace("_", "-")):
            return code
    return ""


def index_attachments(folder: SourceFolder) -> Mapping[str, list[Path]]:
    """Return the files of a folder by how their paths end: `NAME`, and `FOLDER/NAME`."""
    files: defaultdict[str, list[Path]] = defaultdict(list)
    for name, path in folder.files.items():
        parts = PurePosixPath(name).parts
        for end in {parts[-1], "/".join(parts[-2:])}:
            files[end].append(path)
    return files


def find_attachment(files: Mapping[str, list[Path]], number: int, file_name: str) -> Path | None:
    """Return the file of an attachment that lies in the folder of the export, or None.

    It is called `NUMBER-NAME` or `NUMBER/NAME`, in any folder; `NAME` alone where only one is.
    """
    plain = PurePosixPath(file_name).name
    for name in (f"{number}-{plain}", f"{number}/{plain}"):
        if name in files:
            return files[name][0]
    alike = files.get(plain, [])
    return alike[0] if len(alike) == 1 else None
