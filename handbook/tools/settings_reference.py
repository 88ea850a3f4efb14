"""The page of settings: those of the site in `mkdocs.yml`, those of the desk in the environment."""

from collections.abc import Iterator

from entraide.content.setting_types import OURS
from entraide.content.settings import Settings
from entraide.desk.settings import list_settings
from handbook.tools.pages import render_page, render_table, wrap

INTRODUCTION = """
Settings of the site are in `mkdocs.yml`. Settings of the desk are variables of the environment. A
name that is not listed here is refused. The message names the listed one that is most alike.
"""


def format_default(default: str) -> str:
    """Return a value as code, words as they are."""
    return f"`{default}`" if default and " " not in default else default


def list_site_settings() -> Iterator[tuple[str, str, str]]:
    """Yield place in `mkdocs.yml`, default and description of each setting of the site."""
    for field in Settings.model_fields.values():
        if words := field.description:
            default = "" if field.is_required() else field.get_default()
            shown = "false" if default is False else str(default or "")
            yield str(field.alias), format_default(shown), words


def render_settings() -> str:
    site = list(list_site_settings())
    mkdocs = [
        (f"`{place.replace('.', ': ')}`", *rest)
        for place, *rest in site
        if not place.startswith(OURS)
    ]
    rows = [
        (f"`{place.removeprefix(OURS)}`", *rest) for place, *rest in site if place.startswith(OURS)
    ]
    desk = [
        (
            f"`{setting.name}`",
            setting.type,
            format_default(setting.default),
            setting.meaning,
        )
        for setting in list_settings()
    ]
    head = ["setting", "default", ""]
    sections = [
        "## The site",
        wrap("MkDocs’ own settings that Entraide reads:"),
        render_table(head, mkdocs),
        wrap("Settings of Entraide’s own are under `extra: entraide:` in the same file:"),
        render_table(head, rows),
        wrap("Mistakes are shown all at once, each with its line."),
        "## The desk",
        wrap("Mistakes are shown all at once, and the desk does not start while there is one."),
        render_table(["setting", "type", "default", ""], desk),
    ]
    return render_page("Settings", INTRODUCTION, sections)
