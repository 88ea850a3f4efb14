"""The page that a preview shows where mistakes keep a page, or the whole site, from being shown."""

from collections.abc import Iterable
from html import escape
from zlib import crc32

from entraide.errors import Problem, select_errors

# The script of the preview opens the page anew when there are other mistakes.
PAGE = """\
<!doctype html>
<html lang="en" data-mistakes="{digest}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{words}</p>
<ul>
{items}</ul>
</main>
</body>
</html>
"""
WAITING = "This page goes on by itself once they are mended:"


def make_mistakes_page(title: str, problems: Iterable[Problem]) -> bytes:
    """Return a page with `title` that names the mistakes among `problems`."""
    mistakes = select_errors(problems)
    items = "".join(
        f"<li><p><code>{escape(str(each.location))}</code><br>{escape(each.sentences)}</p></li>\n"
        for each in mistakes
    )
    words = WAITING if mistakes else "It is being made."
    digest = hash_mistakes(mistakes)
    page = PAGE.format(title=escape(title), words=words, items=items, digest=digest)
    return page.encode()


def hash_mistakes(problems: Iterable[Problem]) -> str:
    """Return a hash of the mistakes among `problems`."""
    text = "\n".join(map(str, select_errors(problems)))
    return f"{crc32(text.encode()):08x}"
