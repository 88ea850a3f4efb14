"""Types of fields in front matter and data files, and JSON Schemas of models that are made of them.

SHAPES says what to write for each pattern. `validation` words what pydantic finds
with them.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from entraide.errors import suggest_name
from entraide.model.entry import LARGEST_NUMBER
from entraide.model.segment_keys import KEY_SHAPE
from entraide.model.web_address import EMAIL_ADDRESS

# Something that is seen: neither a blank nor a sign without width.
VISIBLE = r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
LONGEST_FIELD = 10_000  # signs of a title, a summary, a label and the like
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_FIELD, pattern=VISIBLE)]
# By locale code; "" where nobody has translated it yet: readers get it in another language.
WordsByLocale = dict[str, Annotated[str, Field(max_length=LONGEST_FIELD, pattern=rf"^$|{VISIBLE}")]]
Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
LONGEST_NAME = 100  # letters of a part of an address
LONGEST_FOLDER = 240  # bytes of it: file systems end at 255
TAG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ADDRESS = r"^[\w-][\w.-]*/[\w-][\w.-]*$"
COUNTRY = r"^([A-Z]{2}|europe|international)$"
WORLD_NUMBER = r"\+[1-9][0-9]{6,14}"  # E.164: with its country
PHONE_NUMBER = rf"^({WORLD_NUMBER}|[0-9]{{2,6}})$"
HTTPS = r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s]*)?$"
DIGEST = r"^([0-9a-f]{16}|\?)$"
TEXT_DIGEST = r"^[0-9a-f]{16}$"
PROPOSAL_ID = r"^[A-Za-z0-9_-]{1,64}$"
COLOUR = r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
FONT_FAMILY = r"^[^\W_][\w .-]{0,80}$"
EMAIL = rf"^{EMAIL_ADDRESS}$"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Tag = Annotated[str, Field(pattern=TAG, max_length=LONGEST_NAME)]
EntryAddress = Annotated[str, Field(pattern=ADDRESS, max_length=2 * LONGEST_NAME + 1)]

SHAPES = {
    VISIBLE: "Write some words",
    TAG: "Use small letters, digits and hyphens, as in first-steps",
    ADDRESS: "Write a category and a slug, as in scams/old-name",
    COUNTRY: "Write two capitals, as in FR, or europe or international",
    PHONE_NUMBER: "Write digits only: +33805805817 with its country, or 3018 as dialled there",
    HTTPS: "Write the full address, from https:// on, its host in small letters",
    DIGEST: "Write 16 hex digits, or ? for an unknown source",
    TEXT_DIGEST: "Remove it, and run: entraide fix",
    PROPOSAL_ID: "Write letters, digits, _ and - only",
    KEY_SHAPE: "Write the name of a field, or the key of a segment, "
    "as in paragraph-0123456789abcdef",
    COLOUR: "Write six hex digits behind a #, all in quotes",
    FONT_FAMILY: "Write the name of a font in letters and digits, as in Noto Sans, or sans-serif",
    EMAIL: "Write it as in help@square.example",
}


def is_name(text: str) -> bool:
    """Return whether `text` can be an id, or a part of a new address."""
    return len(text) <= LONGEST_NAME and bool(re.fullmatch(TAG, text))


def has_long_part(address: str) -> bool:
    """Return whether a part of an address is too long for a folder of the built site."""
    return any(
        len(part) > LONGEST_NAME or len(part.encode()) > LONGEST_FOLDER
        for part in address.split("/")
    )


def choose_cure(pattern: str, text: str) -> str:
    """Return what to write for `pattern` instead of `text`, with the limit where that is it."""
    limit = f", with {LONGEST_NAME} letters at most in each part" * has_long_part(text)
    return SHAPES[pattern] + limit


class StrictModel(BaseModel):
    """A model that knows all its keys and converts no types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @classmethod
    def suggest_key(cls, keys: tuple[str | int, ...]) -> str:
        """Return the cure for an unknown key, the last of `keys`, the keys that lead to it."""
        return suggest_name(str(keys[-1]), cls.model_fields)


def build_schema(shape: Any, title: str = "") -> dict[str, Any]:  # noqa: ANN401 - or a union
    """Return the JSON Schema of `shape`, a pydantic model or another type."""
    return add_schema_header(TypeAdapter(shape).json_schema(), title)


def add_schema_header(schema: Mapping[str, Any], title: str = "") -> dict[str, Any]:
    """Return `schema` with its dialect, and with `title` where it has none of its own."""
    header = {"$schema": DIALECT, "title": title} if title else {"$schema": DIALECT}
    return {**header, **schema}
