"""Types of arguments and options that several commands share."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from entraide.model.hidden_characters import find_hidden_character, format_character

LAST_PORT = 65_535
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


class PortParam(click.ParamType[int]):
    """The number of a port."""

    name = "port"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        port = int(value) if re.fullmatch("[0-9]{1,5}", str(value)) else 0
        if 1 <= port <= LAST_PORT:
            return port
        return self.fail(f"“{value}” is no port. Write a number from 1 to {LAST_PORT}.", param, ctx)


class UrlParam(click.ParamType[str]):
    """The address of a web page, from http:// or https:// on."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
            self.fail(f"“{value}” is no address. Write all of it, from https:// on.", param, ctx)
        return value


class ExampleCommand(click.Command):
    """A command that needs arguments: all that are missing are told at once.

    `example` is a whole command that works, which the message and the help show.
    """

    def __init__(self, name: str, example: str, epilog: str = "", **named: Any) -> None:  # noqa: ANN401 - click's signature
        self.example = example
        super().__init__(name, epilog=epilog or f"\b\nFor example:\n  {example}", **named)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        argv = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter as error:
            values, _, _ = self.make_parser(ctx).parse_args(list(argv))
            missing = ", ".join(
                _name_param(param, ctx)
                for param in self.get_params(ctx)
                if param.required and _is_missing(param, values)
            )
            what = f"missing: {missing}. For example:\n  {self.choose_example(argv)}"
            raise click.UsageError(what, ctx) from error

    def choose_example(self, args: Sequence[str]) -> str:
        """Return the command to show to who wrote `args`."""
        del args
        return self.example


def _is_missing(param: click.Parameter, values: Mapping[str, Any]) -> bool:
    return param.name not in values or param.value_is_missing(values[param.name])


def _name_param(param: click.Parameter, ctx: click.Context) -> str:
    """Return what the usage calls `param`, with all that may be chosen."""
    if isinstance(param, click.Argument):
        return param.make_metavar(ctx).removesuffix("...")
    return f"{param.opts[0]} {param.make_metavar(ctx)}"


as_of_option = click.option(
    "--as-of",
    "day",
    metavar="DATE",
    help="The date to write into files, as YYYY-MM-DD. Default: today (UTC).",
)
as_meant_option = click.option(
    "--as-meant",
    multiple=True,
    metavar="ROW",
    help="The numbers of this text are right, though its source has others: 1029/title.",
)
