"""The page of settings: those of the site in `mkdocs.yml`, those of the desk in the environment."""

from entraide.content.settings import OPTIONS
from entraide.desk.settings import VARIABLES
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
DESK = {
    "ENTRAIDE_SECRET_KEY": (
        "",
        (
            "signs what visitors are given; 32 characters or more, made at random; "
            "without it the desk does not start"
        ),
    ),
    "ENTRAIDE_DATABASE_URL": (
        "`sqlite:///var/desk.sqlite3`",
        "the store; or `postgresql://user@host/name`",
    ),
    "ENTRAIDE_SITE_DIR": ("`site`", "the built site"),
    "ENTRAIDE_LOCALES_DIR": ("`overrides/locales`", "the words of the interface"),
    "ENTRAIDE_BASE_PATH": ("`/`", "the path below which the site stands, such as `/help/`"),
    "ENTRAIDE_TRUSTED_PROXIES": (
        "",
        ("the addresses or networks of your own web servers, whose `X-Forwarded-For` is believed"),
    ),
    "ENTRAIDE_IPV6_PREFIX": ("`64`", "how many bits of an IPv6 address make one voter: 48 to 64"),
    "ENTRAIDE_LIMITS_TIMES": (
        "`1`",
        "every limit but that of sign-in is multiplied by this number",
    ),
    "ENTRAIDE_OPENAPI": (
        "`0`",
        "`1` serves the description of the interface at `desk/openapi.json`",
    ),
    "ENTRAIDE_FEEDBACK_DAYS": ("`365`", "how long feedback is kept"),
    "ENTRAIDE_SPAM_DAYS": ("`30`", "how long feedback is kept that staff marked as spam"),
    "ENTRAIDE_PROPOSAL_DAYS": (
        "`365`",
        "how long a proposal is kept after the decision; open ones stay",
    ),
    "ENTRAIDE_AUDIT_DAYS": ("`365`", "how long the log of what staff did is kept"),
    "ENTRAIDE_DESK_TOKEN": (
        "",
        ("for `entraide proposals --desk`: a token of staff; the desk itself does not read it"),
    ),
    "ENTRAIDE_AS_OF": (
        "today, in UTC",
        "for builds and checks: the day to take for today, as `YYYY-MM-DD`",
    ),
}


def render_settings() -> str:
    assert set(SITE) == OPTIONS  # noqa: S101 - a setting without words, or words without a setting
    assert set(DESK) == set(VARIABLES)  # noqa: S101
    mkdocs = [(f"`{name}`", words) for name, words in MKDOCS.items()]
    site = [(f"`{name}`", default, words) for name, (default, words) in SITE.items()]
    desk = [(f"`{name}`", default, words) for name, (default, words) in DESK.items()]
    head = ["setting", "default", ""]
    sections = [
        "## The site",
        wrap("MkDocs’ own settings that Entraide reads:"),
        render_table(["setting", ""], mkdocs),
        wrap("Ours stand under `extra: entraide:` in the same file:"),
        render_table(head, site),
        "## The desk",
        wrap("Several mistakes are told at once, and the desk does not start on top of one."),
        render_table(head, desk),
    ]
    return render_page("Settings", INTRODUCTION, sections)
