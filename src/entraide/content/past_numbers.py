"""The numbers that git remembers: of every entry ever committed, also on other branches.

A number whose entry was deleted must not be given again, and `data/ids.yml` may not know of it.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from entraide.content.history import ask_git
from entraide.content.output_root import get_output_root
from entraide.content.writer import replace_text

CACHE = Path(".cache") / "numbers-1.json"  # 1: of its shape
FILE = re.compile(r'^\+\+\+ "?b/(.*?)"?\t?$')
HUNK = re.compile(r"^@@ -\S+ \+(\d+)")
ID = re.compile(r"""^\+["']?id["']?[ \t]*:[ \t]*(\d{1,9})[ \t]*(?:#.*)?$""")
LAST_LINE = 80  # of the file: an id below it stands in a text
OPTIONS = (
    *("--no-renames", "--relative", "--diff-filter=AM", "--format=", "-p", "-U0", "-G^.?id.?:"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature"),
    *("--src-prefix=a/", "--dst-prefix=b/"),
)

PastNumbers = Mapping[int, tuple[str, ...]]  # number -> its addresses, the newest first


class _NumberCache(BaseModel):
    """The numbers of the history below the commits that `heads` stands for."""

    heads: str
    numbers: dict[int, tuple[str, ...]]


def find_past_numbers(root: Path, docs: str, *, everywhere: bool = False) -> PastNumbers:
    """Return the numbers of all entries in the history of the present commit; {} without git.

    `everywhere`: also on other branches, and on those that were fetched.
    """
    branches = ("--all",) if everywhere else ()
    answer = ask_git(root, "rev-parse", *branches, "HEAD")
    if answer is None:
        return {}
    heads = sha256(answer + docs.encode()).hexdigest()
    with suppress(OSError, ValueError):
        cache = _NumberCache.model_validate_json((get_output_root(root) / CACHE).read_bytes())
        if cache.heads == heads:
            return cache.numbers
    log = ask_git(
        root, "-c", "core.quotePath=false", "log", *branches, *OPTIONS, "HEAD", "--", docs
    )
    if log is None:
        return {}
    addresses: dict[int, dict[str, None]] = {}
    for number, address in _parse_log(log.decode(errors="replace")):
        addresses.setdefault(number, {})[address] = None
    numbers = {number: tuple(each) for number, each in addresses.items()}
    with suppress(OSError):
        text = _NumberCache(heads=heads, numbers=numbers).model_dump_json()
        replace_text(get_output_root(root) / CACHE, text)
    return numbers


def _parse_log(log: str) -> Iterator[tuple[int, str]]:
    """Yield each number that a commit wrote into a file, with the address of the file."""
    address, line = "", 0
    for text in log.split("\n"):
        if match := FILE.match(text):
            address = _get_address(match[1])
        elif match := HUNK.match(text):
            line = int(match[1])
        elif text.startswith("+") and address:
            if line <= LAST_LINE and (match := ID.match(text)):
                yield int(match[1]), address
                address = ""  # one a file
            line += 1


def _get_address(path: str) -> str:
    """Return the address of the file of an entry, `docs/en/scams/sale.md`; "" for any other."""
    file = PurePosixPath(path)
    return f"{file.parent.name}/{file.stem}" if file.suffix == ".md" else ""
