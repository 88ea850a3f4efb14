"""The page of settings: those of the site in `mkdocs.yml`, those of the desk in the environment."""

from entraide.content.settings import OPTIONS
from entraide.desk.settings import list_settings
from handbook.tools.pages import render_page, render_table, wrap

INTRODUCTION = """
Settings of the site are in `mkdocs.yml`. Settings of the desk are variables of the environment. A
name that is not listed here is refused, with the nearest one that is.
"""
MKDOCS = {
    "site_name": "the name of the site; each language may have its own",
    "site_url": "the address of the site, from `https://` on; it may have a path",
    "repo_url": "optional: the repository, so that staff find “Edit this page” on every entry",
    "edit_uri": "optional: where the files are in it, such as `edit/main/docs/`",
    "docs_dir": "the folder of the entries; `docs` by default",
    "site_dir": "where a build goes; `site` by default",
    "plugins: i18n: languages": (
        "the languages, each with `locale`, `name` and `site_name`; one is the `default`"
    ),
    "theme: custom_dir": "the folder of the templates; `overrides` by default",
}
SITE = {
    "data": ("`data`", "the folder of what entries share"),
    "desk": (
        "`false`",
        (
            "whether a desk stands at `desk/` below the site; without one, pages offer "
            "an e-mail address"
        ),
    ),
    "rating": (
        "`five`",
        ("how “Was this helpful?” is answered: `five` (from 1 to 5) or `helpful` (yes or no)"),
    ),
    "feedback_entry": ("", "the number of the entry on what becomes of what visitors send"),
    "safety_entry": (
        "",
        ("the number of the entry on using the site safely, which “Stay safe here” leads to"),
    ),
    "licence": (
        "",
        (
            "what people who propose texts agree to: `{ name: CC BY 4.0, url: https://…"
            " }`; without it, that the site may publish and change them"
        ),
    ),
    "links": (
        "`https`",
        (
            "which sites a text may link to: `https` (any, over https) or `listed` "
            "(those in `data/` and this one)"
        ),
    ),
    "contacts": (
        "`listed` where `data/channels/` has services, else `any`",
        (
            "which numbers and e-mail addresses a text may hold: `listed` (only by "
            "placeholders) or `any`"
        ),
    ),
    "exit": (
        "a weather site",
        ("where “Leave this page” leads, by language: `{ en: https://…, fr: https://… }`"),
    ),
}


def format_default(default: str) -> str:
    """Return a value as code, words as they are."""
    return f"`{default}`" if default and " " not in default else default


def render_settings() -> str:
    assert set(SITE) == OPTIONS  # noqa: S101 - a setting without words, or words without a setting
    mkdocs = [(f"`{name}`", words) for name, words in MKDOCS.items()]
    site = [(f"`{name}`", default, words) for name, (default, words) in SITE.items()]
    desk = [
        (
            f"`{one.name}`",
            one.type,
            format_default(one.default),
            one.meaning,
        )
        for one in list_settings()
    ]
    head = ["setting", "default", ""]
    sections = [
        "## The site",
        wrap("MkDocs’ own settings that Entraide reads:"),
        render_table(["setting", ""], mkdocs),
        wrap("Ours stand under `extra: entraide:` in the same file:"),
        render_table(head, site),
        "## The desk",
        wrap("Several mistakes are told at once, and the desk does not start on top of one."),
        render_table(["setting", "type", "default", ""], desk),
    ]
    return render_page("Settings", INTRODUCTION, sections)
