"""Read and write `data/ratings.json`: the votes of visitors, counted, and nothing else.

`entraide ratings export` writes what the desk has counted, the build reads it; a project may have
no such file. It is sorted, a row a line, so that a later one differs only in the rows that changed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, RootModel

from entraide.content.field_types import Number, Text
from entraide.content.json_files import TitledRow, read_json_rows
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.rating import SCALES, Ratings, Tally

FILE_NAME = "ratings.json"
RATINGS_CURE = "Write it anew: entraide ratings export"

Votes = Annotated[int, Field(ge=0)]


class _RatingModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class FiveVotes(_RatingModel):
    """How many gave each answer, from 1 (not useful at all) to 5 (very useful)."""

    one: Annotated[Votes, Field(alias="1")]
    two: Annotated[Votes, Field(alias="2")]
    three: Annotated[Votes, Field(alias="3")]
    four: Annotated[Votes, Field(alias="4")]
    five: Annotated[Votes, Field(alias="5")]


class HelpfulVotes(_RatingModel):
    """How many said no, how many yes."""

    no: Votes
    yes: Votes


class RatingRow(TitledRow):
    """The votes on one version since `revision`, its last change of steps or facts, by scale."""

    entry: Number
    locale: Text
    revision: Number
    five: FiveVotes | None = None
    helpful: HelpfulVotes | None = None

    @property
    def title(self) -> str:
        return f"entry {self.entry}, {self.locale}, revision {self.revision}"

    def iter_tallies(self) -> Iterator[Tally]:
        """Yield the votes of each scale that has any."""
        for scale in SCALES:
            votes: FiveVotes | HelpfulVotes | None = getattr(self, scale)
            if votes:
                numbers = tuple(votes.model_dump().values())
                yield Tally(self.entry, self.locale, self.revision, scale, numbers)


class RatingRows(RootModel[list[RatingRow]]):
    """A list of rows, by entry, locale and revision."""


def read_ratings(settings: Settings, log: ProblemLog) -> Ratings:
    """Read the tallies, with the scale that the site uses.

    There are none if there is no such file, or if nobody is asked.
    """
    file = settings.data / FILE_NAME
    rows = read_json_rows(RatingRows, settings, file, RATINGS_CURE, log)
    tallies: defaultdict[tuple[int, str], list[Tally]] = defaultdict(list)
    for row in rows:
        tallies[row.entry, row.locale] += row.iter_tallies()
    votes_by_key = {key: tuple(each) for key, each in tallies.items()}
    return Ratings(settings.rating, votes_by_key) if settings.rating else Ratings()


def format_ratings(tallies: Iterable[Tally]) -> str:
    """Format the tallies, in any order, as the file; reading it gives them back."""
    rows: defaultdict[tuple[int, str, int], dict[str, Any]] = defaultdict(dict)
    for tally in tallies:
        votes = dict(zip(SCALES[tally.scale].names, tally.votes, strict=True))
        rows[tally.entry, tally.locale, tally.revision][tally.scale] = votes
    lines = [
        json.dumps({"entry": key[0], "locale": key[1], "revision": key[2], **dict(sorted(scales))})
        for key, scales in sorted((key, each.items()) for key, each in rows.items())
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
