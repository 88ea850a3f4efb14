"""Digests of source texts, by which a change since the last revision is noticed for good.

The digest stands for what readers learn: title, summary and body, without typography, spaces and
the urgency of sections. A link to an entry counts by the number of the entry, so moving one changes
no digest.
"""

import hashlib
from collections.abc import Mapping
from posixpath import basename
from unicodedata import normalize

from entraide.content.markdown.source_addresses import ADDRESS, GROUPS
from entraide.content.markdown.urgency import remove_urgency
from entraide.content.settings import Settings
from entraide.content.text_files import Splice, apply_splices
from entraide.model.entry import PageText
from entraide.model.link_targets import LinkKind, resolve_link
from entraide.model.segment import PLAIN_MARKS
from entraide.model.site import Site

Numbers = Mapping[str, int]  # address of an entry, present or former -> its number


def list_numbers(site: Site) -> Numbers:
    """Return the number of each entry by its addresses, the present and the former ones."""
    entries = site.entries.values()
    former = {path: each.id for each in entries for path in each.moved_from}
    return former | {each.address: each.id for each in entries}


def compute_text_digest(page: PageText, numbers: Numbers, settings: Settings) -> str:
    """Return the digest of a source version, given the numbers of all entries by address."""
    path = page.path.removeprefix(f"{settings.docs_name}/{page.locale}/")
    written = remove_urgency(page.body)
    body = apply_splices(written, _iter_names(written, path, numbers))
    text = normalize("NFC", f"{page.title}\n{page.summary}\n{body}").translate(PLAIN_MARKS)
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]


def _iter_names(body: str, path: str, numbers: Numbers) -> list[Splice]:
    """Return a name for each link to a file of ours, the same wherever that file is."""
    splices = []
    for match in ADDRESS.finditer(body):
        group = next(name for name in GROUPS if match[name] is not None)
        target = resolve_link(path, match[group])
        number = numbers.get(target.path.removesuffix(".md"))
        if target.kind is LinkKind.MARKDOWN and number:
            splices.append(Splice(*match.span(group), f"entry:{number}#{target.anchor}"))
        elif target.kind is LinkKind.FILE:
            splices.append(Splice(*match.span(group), f"file:{basename(target.path)}"))
    return splices
