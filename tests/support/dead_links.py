"""Links of a built site that lead nowhere."""

from collections.abc import Iterator

from support.built_site import BuiltSite, list_attributes


def iter_pages(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Every page of a site: its path and its HTML."""
    for file in sorted(site.folder.rglob("*.html")):
        yield file.relative_to(site.folder).as_posix(), file.read_text(encoding="utf-8")


def list_dead_links(site: BuiltSite) -> list[tuple[str, str]]:
    """The links, styles and scripts of all pages that lead to no file, and to no id of a page."""
    return [
        (path, url)
        for path, _ in iter_pages(site)
        if path != "404.html"
        for url in list_local_addresses(site, path)
        if not is_reachable(site, path, url)
    ]


def list_local_addresses(site: BuiltSite, path: str) -> list[str]:
    page = site.read_page(path)
    urls = [*list_attributes(page, "[href]", "href"), *list_attributes(page, "[src]", "src")]
    return [url for url in urls if not url.startswith(("https:", "mailto:", "tel:", "sms:"))]


def is_reachable(site: BuiltSite, path: str, url: str) -> bool:
    address, _, anchor = url.partition("#")
    here = BuiltSite(site.get_file(path).parent)
    target = here.get_file(address.partition("?")[0]) if address else site.get_file(path)
    if address.lstrip("./").startswith("desk/"):
        return True
    if not target.is_file():
        return False
    known = not anchor or target.suffix != ".html" or anchor.isdigit()
    return known or f'id="{anchor}"' in target.read_text(encoding="utf-8")
