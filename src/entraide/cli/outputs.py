"""Where commands write: text or JSON on the console, or a file; and the options that choose."""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from entraide.cli.consoles import echo_for_programs
from entraide.content.writer import replace_text

STANDARD_OUTPUT = Path("-")


class OutputFile(click.Path):
    """A file to write, in a folder that there is; or `-`, for standard output."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, allow_dash=True, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not os.path.lexists(path.parent):
            self.fail(
                f"there is no folder {path.parent}. Make it, or correct its name.", param, ctx
            )
        return path


OUTPUT_FILE = OutputFile()
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text to read, or JSON for another program.",
)
output_option = click.option(
    "--output",
    required=True,
    type=OUTPUT_FILE,
    help="The file to write; - for standard output.",
)
private_output_option = click.option(
    "--output",
    type=OUTPUT_FILE,
    default=STANDARD_OUTPUT,
    help="The file to write, which only you may read. Default: standard output.",
)


def echo_json(value: Sequence[Any]) -> None:
    """Write `value` to standard output as JSON."""
    echo_for_programs(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_output(
    output: Path, text: str | bytes | Iterable[str], count: str = "", *, private: bool = False
) -> None:
    """Write `text`, whole or in parts, into the file `output`; to standard output if that is `-`.

    With `count`, as in `open: 2`, say that the file was written. If it is `private`, only its owner
    may read it.
    """
    if output == STANDARD_OUTPUT:
        if isinstance(text, bytes):
            click.echo(text, nl=False)
            return
        for part in [text] if isinstance(text, str) else text:
            echo_for_programs(part)
        return
    replace_text(output, text, private=private)
    if count:
        click.echo(f"Written: {output} ({count}).")
