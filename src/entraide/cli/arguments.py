"""Types of arguments and options that several commands share."""

import re
from datetime import date

import click

from entraide.model.hidden_characters import find_hidden_character, format_character

PORT = click.IntRange(1, 65535)
BLANKS = re.compile(r"[ \t\r\n]+")  # not the no-break space, which French needs


class LineParam(click.ParamType[str]):
    """A text of one line: blanks around it go, a line break becomes a space.

    Refused are an empty text and signs that nobody sees (`find_hidden_character`).
    """

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = BLANKS.sub(" ", value).strip()
        if not text.strip():
            self.fail("it is empty. Write some words.", param, ctx)
        if sign := find_hidden_character(text):
            self.fail(f"it has {format_character(sign)}. Type it anew, without.", param, ctx)
        return text


class DateParam(click.ParamType[date]):
    """A date, written YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no date. Write YYYY-MM-DD.", param, ctx)


class UrlParam(click.ParamType[str]):
    """The address of a web page, from http:// or https:// on."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
            self.fail(f"“{value}” is no address. Write all of it, from https:// on.", param, ctx)
        return value


as_of_option = click.option(
    "--as-of",
    "day",
    metavar="DATE",
    help="The date to write into files, as YYYY-MM-DD. Default: today (UTC).",
)
