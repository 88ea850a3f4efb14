"""The files on entries: `entries/index.json`, and `entries/<id>.<locale>.json` for each version."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from entraide.model.entry import Status
from entraide.model.rating import ScaleName
from entraide.model.segment import SegmentKind, SegmentState
from entraide.model.translation_state import State
from entraide.model.word_diff import Side
from entraide.published_files.file import PublishedFile, PublishedModel

PublishedState = Literal[
    State.SOURCE,
    State.CURRENT,
    State.OUTDATED,
    State.MISLEADING,
    State.MISSING,
    State.PROPOSED,
]


def convert_state(state: State) -> PublishedState:
    """Return a state in the words of the published files: what is partial is behind."""
    return State.OUTDATED if state is State.PARTIAL else state


class PublishedVersion(PublishedModel):
    """A version: one entry in one language. A missing version has the words of the source."""

    entry: int = Field(
        validation_alias="id", serialization_alias="id", description="the number of the entry"
    )
    locale: str = Field(
        description="the language of this version, as in the folder and the address"
    )
    url: str = Field(
        description="its address, relative to the base of the site; that of the fallback page "
        "where it is missing"
    )
    title: str = Field(description="its title")
    summary: str = Field(description="its summary")
    status: Literal[Status.PUBLISHED, Status.ARCHIVED] = Field(
        description="who can see it; drafts are in no file"
    )
    state: PublishedState = Field(
        description="what it is in relation to its source ([meaning](../concepts/states.md))"
    )
    partial: bool = Field(
        default=False,
        description="true: some of its text is not translated, and in the language of the source; "
        "its state is then `outdated` at least",
    )
    newest_revision: int = Field(
        validation_alias="revision",
        serialization_alias="revision",
        description="the newest revision of the source",
    )
    source_revision: int | None = Field(
        description="the revision that this version was made from; null where it is missing"
    )
    source_locale: str = Field(description="the language that the entry was written in")
    updated: dt.date = Field(description="when the text that is shown was last changed")
    category: str = Field(description="the id of its category")
    tags: tuple[str, ...] = Field(description="the ids of its tags")
    related: tuple[int, ...] = Field(description="the numbers of related entries")
    sensitive: bool = Field(
        description="true: show the title nowhere but on your own pages, not in a history and not "
        "in a preview"
    )

    @property
    def is_source(self) -> bool:
        return self.locale == self.source_locale

    @property
    def served_revision(self) -> int:
        """The revision of the text on its page: of the source's where it has none of its own."""
        return self.newest_revision if self.source_revision is None else self.source_revision

    @property
    def is_missing(self) -> bool:
        """Whether it has a page, and no text of its own."""
        return self.state.is_missing


class PublishedIndex(PublishedFile):
    """A row for each entry and language, missing ones too."""

    path = "entries/index.json"
    schema_name = "index"

    versions: tuple[PublishedVersion, ...] = Field(
        description="every version of every entry that is no draft"
    )


class PublishedRating(PublishedModel):
    """A rating: what visitors thought of a version."""

    scale: ScaleName = Field(description="from 1 to 5, or yes and no")
    since_revision: int = Field(description="the last major revision, from which votes count")
    count: int = Field(description="how many votes")
    average: float = Field(description="the average; on the scale `helpful`, the share of yes")
    votes: Mapping[str, int] = Field(description="how many for each answer")


class PublishedSegment(PublishedModel):
    """A segment: a piece of a text that is translated by itself."""

    key: str = Field(
        description="its name: the name of a field, or its kind and a digest of its source"
    )
    kind: SegmentKind = Field(description="what it is in its text")
    text: str = Field(
        description="Markdown as written, placeholders unfilled; empty where there is nothing yet"
    )
    source: str | None = Field(
        default=None, description="the source text; not there in the source's own language"
    )
    protected: tuple[str, ...] = Field(description="the parts that a translation must have too")
    state: SegmentState = Field(
        description="what the text is in relation to its source "
        "([meaning](../concepts/segments.md#the-states-of-a-unit))"
    )
    heading: str = Field(default="", description="the heading above it")
    previous: str = Field(
        default="", description="what the source said when the translation was made"
    )
    diff: tuple[tuple[Side, str], ...] = Field(
        default=(),
        description="how the source has changed, in stretches: pairs of `both`, `old` or `new` "
        "and a text",
    )
    remark: str = Field(default="", description="why somebody should look at it")
    needed: bool = Field(default=False, description="true: without it the version is not complete")
    guarded: bool = Field(default=True, description="false: its protected parts are not compared")

    @property
    def source_text(self) -> str:
        """The source text: in the source's own language, what it says itself."""
        return self.text if self.source is None else self.source


class PublishedText(PublishedVersion, PublishedFile):
    """One version with its text."""

    path = "entries/ID.LOCALE.json"
    schema_name = "entry"

    ratings: PublishedRating | None = Field(
        default=None, description="what visitors thought, from five votes on"
    )
    markdown: str = Field(description="the text, with absolute links")
    html: str = Field(description="the same, converted")
    segments: tuple[PublishedSegment, ...] = Field(
        description="the text in segments, in its order, fields first"
    )

    @cached_property
    def by_key(self) -> Mapping[str, PublishedSegment]:
        return {segment.key: segment for segment in self.segments}

    @property
    def title_locale(self) -> str:
        """The locale that the title is in: that of the source where this version is missing."""
        return self.source_locale if self.is_missing else self.locale
