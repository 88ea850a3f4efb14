"""Types of fields in front matter and data files; SHAPES says what to write for each pattern.

`explain_mistakes` in front_matter.py words what pydantic finds with them.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from entraide.model.entry import LARGEST_NUMBER
from entraide.model.segment_keys import KEY_SHAPE
from entraide.model.web_address import EMAIL_ADDRESS

# Something that is seen: neither a blank nor a sign without width.
VISIBLE = r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
LONGEST = 10_000  # signs of a title, a summary, a label and the like
Text = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=VISIBLE)]
WordsByLocale = dict[str, Text]  # by locale code
Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
TAG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ADDRESS = r"^[\w-][\w.-]*/[\w-][\w.-]*$"
COUNTRY = r"^([A-Z]{2}|international)$"
WORLD_NUMBER = r"\+[1-9][0-9]{6,14}"  # E.164: with its country
PHONE_NUMBER = rf"^({WORLD_NUMBER}|[0-9]{{2,6}})$"
HTTPS = r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s]*)?$"
DIGEST = r"^([0-9a-f]{16}|\?)$"
PROPOSAL_ID = r"^[A-Za-z0-9_-]{1,64}$"
EMAIL = rf"^{EMAIL_ADDRESS}$"
Tag = Annotated[str, Field(pattern=TAG)]
EntryAddress = Annotated[str, Field(pattern=ADDRESS)]

SHAPES = {
    VISIBLE: "Write some words",
    TAG: "Use small letters, digits and hyphens, as in first-steps",
    ADDRESS: "Write a category and a slug, as in scams/old-name",
    COUNTRY: "Write two capitals, as in FR, or international",
    PHONE_NUMBER: "Write digits only: +33805805817 with its country, or 3018 as dialled there",
    HTTPS: "Write the full address, from https:// on, its host in small letters",
    DIGEST: "Write 16 hex digits, or ? for an unknown source",
    PROPOSAL_ID: "Write letters, digits, _ and - only",
    KEY_SHAPE: "Write the name of a field, or the key of a segment, "
    "as in paragraph-0123456789abcdef",
    EMAIL: "Write it as in help@square.example",
}


class StrictModel(BaseModel):
    """A model that knows all its keys and converts no types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
