"""The page on what each setting of MkDocs and of Material means here."""

import json
from collections.abc import Iterator, Mapping

from entraide.content.mkdocs_settings import (
    REFUSED_LOCALE_SETTINGS,
    REFUSED_PLUGINS,
    REFUSED_SETTINGS,
    WORKING_SETTINGS,
)
from handbook.tools.pages import render_page, render_table

INTRODUCTION = """
Entraide reads the `mkdocs.yml` of MkDocs, and every setting in it has one of three meanings. It is
[a setting of Entraide](settings.md); or it works as MkDocs says; or it is refused, with what to do
in its place. None is ignored. A name that MkDocs does not know is refused too.

`INHERIT` works as MkDocs says: a file may stand on top of another. So does `!ENV`: a value may
come from the environment.
"""


def render_mkdocs_settings() -> str:
    return render_page("Settings of MkDocs", INTRODUCTION, _iter_sections())


def _iter_sections() -> Iterator[str]:
    yield _make_section("What works as it does in MkDocs", WORKING_SETTINGS, "")
    yield _make_section(
        "What is refused",
        {
            f"{place}`, but for `{json.dumps(harmless[0])}" if harmless else place: cure
            for place, (harmless, cure) in REFUSED_SETTINGS.items()
        },
        "what to do",
    )
    yield _make_section(
        "What is refused of a language of the plugin i18n", REFUSED_LOCALE_SETTINGS, "what to do"
    )
    yield _make_section("Plugins that are refused", REFUSED_PLUGINS, "what to do")


def _make_section(title: str, rows: Mapping[str, str], head: str) -> str:
    cells = [(f"`{name}`", words) for name, words in rows.items()]
    return f"## {title}\n\n{render_table(['setting', head], cells)}"
