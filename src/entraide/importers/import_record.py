"""The record of an import, `data/imports/NAME.json`: what was written for which article.

By its digests another run knows what nobody has edited since, and may be updated. It is committed
with the texts.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from entraide.content.json_files import JsonSource, read_json
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.errors import ProblemLog

FOLDER = "imports"
CURE = "Take it back from git, or move it away: then nothing that is there is updated"


class ArticleRecord(BaseModel):
    """What was written for one article: `files` has a digest for each path from the project."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    number: int
    place: str = Field(description="Its category and slug.")
    day: str = Field(description="The day of the first import, for texts without a date.")
    files: dict[str, str]


class ImportRecord(BaseModel):
    """All that imports of one name have written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    source: str
    articles: dict[str, ArticleRecord] = Field(default_factory=dict)
    assets: dict[str, str] = Field(default_factory=dict)

    def list_numbers(self) -> Iterator[int]:
        return (each.number for each in self.articles.values())

    def list_addresses(self) -> Iterator[str]:
        return (each.place for each in self.articles.values())

    def find_number(self, key: str) -> int:
        return self.articles[key].number if key in self.articles else 0

    def find_place(self, key: str) -> str:
        return self.articles[key].place if key in self.articles else ""


def get_record_path(settings: Settings, name: str) -> Path:
    """Return where the record called `name` stands."""
    return settings.data / FOLDER / f"{name}.json"


def read_record(settings: Settings, name: str, source: str, log: ProblemLog) -> ImportRecord:
    """Return the record called `name`; an empty one where nothing was imported under it yet."""
    path = get_record_path(settings, name)
    if not path.exists():
        return ImportRecord(source=source)
    shown = settings.make_relative(path)
    text = read_text(path, shown, log)
    record = read_json(ImportRecord, text, JsonSource(shown, CURE), log) if text else None
    return record or ImportRecord(source=source)


def make_digest(content: bytes) -> str:
    """Return the digest by which the record knows the content of a file."""
    return hashlib.sha256(content).hexdigest()[:16]
