"""`robots.txt`: everything may be read, and here is the sitemap."""

from urllib.parse import urljoin, urlsplit


def build_robots_txt(site_url: str) -> str:
    """Build the text; `site_url` ends with a slash. Below a path it says where to copy the file."""
    note = ""
    if urlsplit(site_url).path != "/":
        there = urljoin(site_url, "/robots.txt")
        note = f"# Crawlers read this at the root of the host only: copy it to {there}\n"
    return f"{note}User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
