"""The page of settings: those of the site in two files, those of the desk in the environment."""

from collections.abc import Iterator

from pydantic import BaseModel

from entraide.content.settings import MkdocsSettings
from entraide.content.site_settings import SiteSettings
from entraide.desk.settings import list_settings
from handbook.tools.pages import render_page, render_table, wrap

INTRODUCTION = """
Settings of the site are in `mkdocs.yml` and in `data/settings.yml`. Settings of the desk are
variables of the environment. A name that is not listed here is refused. The message names the
listed one that is most alike.
"""


def format_default(default: str) -> str:
    """Return a value as code, words as they are."""
    return f"`{default}`" if default and " " not in default else default


def list_rows(model: type[BaseModel]) -> Iterator[tuple[str, str, str]]:
    """Yield place in its file, default and description of each setting of `model`."""
    for name, field in model.model_fields.items():
        if words := field.description:
            default = "" if field.is_required() else field.get_default()
            shown = str(default).lower() if isinstance(default, bool) else str(default or "")
            place = (field.alias or name).replace(".", ": ")
            yield f"`{place}`", format_default(shown), words


def render_settings() -> str:
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
        wrap("Settings in `mkdocs.yml` that Entraide reads:"),
        render_table(head, list_rows(MkdocsSettings)),
        wrap(
            "The others are in `data/settings.yml`, which a project need not have. Editors "
            "complete it from `data/schemas/settings.schema.json`:"
        ),
        render_table(head, list_rows(SiteSettings)),
        wrap("Mistakes are shown all at once, each with its line."),
        "## The desk",
        wrap("Mistakes are shown all at once, and the desk does not start while there is one."),
        render_table(["setting", "type", "default", ""], desk),
    ]
    return render_page("Settings", INTRODUCTION, sections)
