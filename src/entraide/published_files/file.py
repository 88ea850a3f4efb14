"""What every published file is: a model with the address of its JSON Schema, and its version.

A reader leaves out keys that it does not know. So a key may be added at any time, with a default
for files that do not have it. Every other change raises VERSION.
"""

import re
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from entraide.errors import EntraideError, FileLine, Problem

VERSION = 1
SCHEMA_URL = re.compile(r"(?:.*/)?schemas/v([1-9][0-9]{0,8})/([a-z-]+)\.json")
NEWER = "newer_version"  # the type of a mistake, as pydantic names it


class PublishedFileError(EntraideError):
    """A published file has another shape than its reader knows."""


class PublishedModel(BaseModel):
    """An object in a published file. What has its default is left out when it is written."""

    model_config = ConfigDict(frozen=True, validate_by_name=True)


class PublishedFile(PublishedModel):
    """A whole file: `path` is where it stands below the base of the site."""

    path: ClassVar[str]
    schema_name: ClassVar[str]

    schema_url: str = Field(
        validation_alias="$schema",
        serialization_alias="$schema",
        description="the address of the JSON Schema of this file, with its version",
    )

    @field_validator("schema_url")
    @classmethod
    def _check_version(cls, url: str) -> str:
        match = SCHEMA_URL.fullmatch(url)
        if match is None or match[2] != cls.schema_name:
            raise PydanticCustomError(
                "other_schema", "it does not end with {path}", {"path": cls.get_schema_path()}
            )
        if int(match[1]) > VERSION:
            raise PydanticCustomError(NEWER, "version {version}", {"version": match[1]})
        return url

    @classmethod
    def get_schema_path(cls) -> str:
        """Return where its schema stands, below the base of the site."""
        return f"schemas/v{VERSION}/{cls.schema_name}.json"

    @classmethod
    def make_schema_url(cls, site_url: str) -> str:
        """Return the address of its schema on the site at `site_url`, which ends with a slash."""
        return site_url + cls.get_schema_path()

    def to_json(self, indent: int | None = None) -> str:
        """Return the text of the file, on one line where no `indent` is given."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True, indent=indent) + "\n"


AnyFile = TypeVar("AnyFile", bound=PublishedFile)


def read_published_file(kind: type[AnyFile], path: Path) -> AnyFile:
    """Read the file at `path`; raise OSError or PublishedFileError where that cannot be done."""
    text = path.read_bytes()
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise PublishedFileError(_explain_mistake(error, path)) from error


def _explain_mistake(error: ValidationError, path: Path) -> Problem:
    """Return the problem of a file, with its first mistake: the others mostly follow from it."""
    mistake: Any = error.errors(include_url=False)[0]
    if mistake["type"] == NEWER:
        return Problem(
            FileLine(str(path)),
            f"this is version {mistake['ctx']['version']} of the published files, and version "
            f"{VERSION} can be read here",
            "Run the desk with the same Entraide that builds the site",
        )
    keys = ".".join(map(str, mistake["loc"]))
    what = f"“{keys}”: {mistake['msg']}" if keys else mistake["msg"]
    message = f"this is not what a build writes ({what})"
    return Problem(FileLine(str(path)), message, "Build the site again: make build")
