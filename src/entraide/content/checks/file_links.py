"""Links of a page as it writes them: from its own file to a file of ours."""

from posixpath import dirname, join, normpath, relpath

from entraide.content.settings import Settings
from entraide.model.entry import Entry, PageText
from entraide.model.link_targets import LinkTarget, resolve_link
from entraide.model.site import Site


def resolve_page_link(page: PageText, written: str, settings: Settings) -> LinkTarget:
    """Return where a link of `page` leads; `written` is its address, with placeholders filled."""
    return resolve_link(get_page_path(page, settings), written)


def get_page_path(page: PageText, settings: Settings) -> str:
    """Return the path of `page` from its locale’s folder: `scams/sale.md`, `index.md`."""
    return page.path.removeprefix(f"{settings.docs_name}/{page.locale}/")


def find_entry(path: str, site: Site) -> Entry | None:
    """Return the entry whose file is `path` in every locale, or None."""
    return site.by_address.get(path.removesuffix(".md"))


def suggest_file_link(
    page: PageText, target: LinkTarget, site: Site, settings: Settings
) -> str | None:
    """Return how `page` should write a link to an address of the built site: by its file.

    None where it is not clear which entry was meant.
    """
    location = get_page_path(page, settings)
    here = "" if location == "index.md" else location.removesuffix(".md")
    address = normpath(join("/", here, target.path)).strip("/")
    for locale in site.locales:
        address = address.removeprefix(f"{locale.code}/")
    if address not in site.by_address:
        return None
    anchor = f"#{target.anchor}" if target.anchor else ""
    return format_link(page, f"{address}.md", settings) + anchor


def format_link(page: PageText, path: str, settings: Settings) -> str:
    """Return how `page` writes a link to `path`, both from the locale’s folder."""
    return relpath(path, dirname(get_page_path(page, settings)) or ".")
