"""The Markdown of a version as data: links to files become addresses, others stay as written."""

from dataclasses import replace

from entraide.publish.corpus import render_absolute_markdown
from entraide.publish.site_texts import SiteTexts
from support.entries import make_entry, make_typeset_site

URL = "https://square.example/help/"


def test_only_links_to_files_of_the_site_become_addresses() -> None:
    body = (
        "[a](entry-2.md#then) [b](../index.md) [c](https://forge.example/README.md)"
        " [d](HTTPS://forge.example/a.md#b) [e](mailto:a@square.example?subject=x.md)\n"
    )
    one = make_entry(1)
    one = replace(one, source=replace(one.source, body=body))
    found = make_typeset_site(one, make_entry(2))
    locale = found.get_locale("en")
    assert render_absolute_markdown(one, locale, URL, SiteTexts(found, {})) == (
        f"[a]({URL}harassment/entry-2/#then) [b]({URL}) [c](https://forge.example/README.md)"
        " [d](HTTPS://forge.example/a.md#b) [e](mailto:a@square.example?subject=x.md)\n"
    )
