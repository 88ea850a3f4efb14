"""Links of an earlier text, rewritten to the addresses of today, since entries may have moved.

Otherwise each text that links to an entry would count as changed once that entry has moved.
"""

from collections.abc import Callable
from posixpath import relpath

from entraide.content.markdown.source_addresses import rewrite_addresses
from entraide.content.text_files import split_file
from entraide.model.entry import Entry
from entraide.model.line_ends import unify_line_ends
from entraide.model.link_targets import LinkKind, resolve_link
from entraide.model.site import Site


def renew_links(file: str, entry: Entry, site: Site) -> str:
    """Return an earlier text of the source of `entry`, a whole file, with the links of today."""
    former = {path: each.address for each in site.entries.values() for path in each.moved_from}
    if not former:
        return file
    opening, matter, fence, body = split_file(unify_line_ends(file))
    return opening + matter + fence + rewrite_addresses(body, _make_rewriter(entry, former, site))


def _make_rewriter(entry: Entry, former: dict[str, str], site: Site) -> Callable[[str], str]:
    folders = dict.fromkeys([entry.category, *(path.split("/")[0] for path in entry.moved_from)])

    def rewrite(written: str) -> str:
        if ".md" not in written or "{{" in written:
            return written
        for folder in folders:  # where the entry may have stood then
            target = resolve_link(f"{folder}/{entry.slug}.md", written)
            address = target.path.removesuffix(".md")
            if target.kind is not LinkKind.MARKDOWN:
                continue
            if address in site.by_address and folder == entry.category:
                return written
            if address in site.by_address or address in former:
                new = relpath(f"{former.get(address, address)}.md", entry.category)
                return f"{new}#{target.anchor}" if target.anchor else new
        return written

    return rewrite
