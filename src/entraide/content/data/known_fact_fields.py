"""The keys that say how a fact is known, of services and of lines of law."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from entraide.content.field_types import Text

KNOWN = "Own page: a person opened it. Stored copy: of that page. Secondary: some other page."

SeenOn = Annotated[
    dt.date | None,
    Field(description="When the page was opened, or the day of the copy or of the other page."),
]
SeenBy = Annotated[
    Text | None, Field(description="Who opened the page: only, and always, with own page.")
]
Sources = Annotated[
    list[Text],
    Field(default_factory=list, description="Words for staff: one at least, better two."),
]
