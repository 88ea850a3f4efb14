"""The page with the log of incidents: what a site says on it.

What somebody writes in it stays with them. `procedures` are the words in which the police of a
country take a complaint, for the cover sheet of the pack; `texts` are messages to copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from entraide.model.locales import TextByLocale

PLATFORM = "platform"
BLANKS = ("{numbers}", "{payments}", "{facts}")  # of a text to copy: what comes from the log


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """How to report to the police of `country`; "" stands for all other countries.

    PLATFORM, in place of a country, is the staff of the platform. `title` is that of the cover
    sheet, `say` what to say there, `keep` what to ask for. `unverified`: nobody has checked it.
    """

    country: str
    title: TextByLocale
    say: TextByLocale
    keep: TextByLocale
    unverified: bool = False
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyText:
    """A message to copy: `title` says to whom, `lead` when to send it; `text` may have BLANKS.

    With a `topic`, only a pack about it has the message.
    """

    title: TextByLocale
    lead: TextByLocale
    text: TextByLocale
    topic: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLog:
    """The log's page: `entries` link to it, and `checklist` stands above the form.

    Where there are sentences in `first`, they stand there in its place, and it is behind a fold.
    A pack is about some of the `topics`, and lists their services. `lines` are those of these keys
    in the file.
    """

    checklist: str
    keywords: TextByLocale  # with commas between them
    first: tuple[TextByLocale, ...]
    entries: tuple[int, ...]
    topics: tuple[str, ...]
    procedures: tuple[Procedure, ...]
    texts: tuple[CopyText, ...]
    lines: Mapping[str, int]
