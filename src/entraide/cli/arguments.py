"""What several commands ask for, and refuse, in the same way."""

import re

import click

BLANKS = re.compile(r"[ \t\r\n]+")  # not the no-break space, which French needs


class Sentence(click.ParamType[str]):
    """Words on one line: outer blanks go, line breaks become spaces, nothing is refused."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = BLANKS.sub(" ", value).strip()
        if not text.strip():
            self.fail("it is empty. Write some words.", param, ctx)
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            self.fail("it has signs that are no text. Type them anew.", param, ctx)
        return text


as_of_option = click.option(
    "--as-of",
    "day",
    metavar="DATE",
    help="The day to write down, as YYYY-MM-DD. Default: today (UTC).",
)


def refusal(where: str, what: str, cure: str) -> str:
    """One mistake in what was asked for, as one line; a cure may be a question."""
    return f"{where}: {what}. {cure}" + ("" if cure.endswith("?") else ".")
