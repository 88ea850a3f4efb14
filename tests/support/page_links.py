"""Where the links of built pages lead: files of the site that must be there."""

from pathlib import Path

from support.built_site import BuiltSite, list_attributes

ELSEWHERE = ("mailto:", "tel:", "sms:")


def list_internal_targets(site: BuiltSite, path: str) -> set[Path]:
    """The files that the links, images, styles and scripts of a page lead to."""
    page, base = site.read_page(path), site.get_file(path).parent
    found = [*list_attributes(page, "[href]", "href"), *list_attributes(page, "[src]", "src")]
    local = [url.split("#")[0].split("?")[0] for url in found if "://" not in url]
    targets = {url: BuiltSite(base).get_file(url) for url in local if not url.startswith(ELSEWHERE)}
    return {target.resolve() for url, target in targets.items() if url}


def list_broken_links(site: BuiltSite) -> list[tuple[str, Path]]:
    """Each page with a file that it leads to and that is missing; the 404 page has no one place.

    What stands below `desk/` is no file: the desk answers.
    """
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) > 5
    paths = [page.relative_to(site.folder).as_posix() for page in pages if page.name != "404.html"]
    return [
        (path, target)
        for path in paths
        for target in list_internal_targets(site, path)
        if not (target.is_file() or target.is_relative_to(site.folder.resolve() / "desk"))
    ]
