"""Read the settings of a project from its `mkdocs.yml`: its folders, its locales, its options.

Commands read them without MkDocs, and the build uses the same function, so both see one project.
Our own settings stand under `extra.entraide`; the locales are those of the i18n plugin.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from entraide.content.babel_locales import get_babel_locale, is_known_language
from entraide.content.front_matter import describe_value
from entraide.content.mkdocs_yml import read_mkdocs_yml
from entraide.errors import SettingsError, suggest_name
from entraide.model.language_tags import get_language, to_language_tag
from entraide.model.locales import Locale, get_default_locale
from entraide.model.rating import SCALES
from entraide.model.web_address import HTTPS_ADDRESS

OPTIONS = frozenset(  # the keys of extra.entraide
    re.findall(r"\w+", "contacts data desk exit feedback_entry licence links rating safety_entry")
)

FILE = re.compile(r"/[^/]*\.(?:[a-z]?html?|php|aspx?|md)$", re.IGNORECASE)  # the end of an address
SERVED_AT = "ENTRAIDE_SERVED_AT"  # tells MkDocs where its pages are read, when it serves behind us

LINKS = ("https", "listed")  # to any site over https; only to those that the data names
CONTACTS = ("listed", "any")  # which numbers and e-mail addresses a text may hold
# Where “Leave this page” leads, by language: a page that anybody may be looking at, and that
# shows nothing of its reader.
EXITS = {"en": "https://www.bbc.com/weather", "fr": "https://meteofrance.com/"}


@dataclass(frozen=True, slots=True)
class ContributionLicence:
    """The terms on which people offer their texts; `url` is the page that states them."""

    name: str
    url: str


@dataclass(frozen=True)
class Settings:
    """The settings of a project; `root` is the folder of `mkdocs.yml`, paths are absolute."""

    root: Path
    docs: Path
    overrides: Path
    data: Path
    site: Path  # where the built site goes
    site_url: str
    repo_url: str
    edit_uri: str
    locales: tuple[Locale, ...]
    exits: Mapping[str, str]  # locale code -> where “Leave this page” leads
    safety_entry: int | None  # the number of the entry on using the site safely
    rating: str = "five"  # how “Was this helpful?” is answered: a scale of model/rating.py
    desk: bool = False  # whether a desk stands at desk/, below the site's base
    feedback_entry: int | None = None  # the entry on what becomes of what visitors send
    licence: ContributionLicence | None = None
    links: str = "https"  # which sites a text may link to: one of LINKS
    contacts: str = ""  # one of CONTACTS; empty: “listed” where there is a directory of services
    config_file: Path = Path("mkdocs.yml")

    def make_relative(self, path: Path) -> str:
        """Return `path` as people write it: from the root of the project, `/`-separated."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    @cached_property
    def docs_name(self) -> str:
        """The folder of the entries, as people write it."""
        return self.make_relative(self.docs)


def find_project(start: Path) -> Path:
    """Return the nearest `mkdocs.yml` at or above `start`; raise SettingsError if there is none."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder / "mkdocs.yml"
    raise SettingsError(f"{start}: there is no mkdocs.yml here or above. Go to your project first.")


def read_settings(config_file: Path) -> Settings:
    """Read the settings in `config_file`; raise SettingsError for the first that is wrong."""
    config_file = config_file.absolute()
    raw = read_mkdocs_yml(config_file)
    root = config_file.parent
    theme = raw.get("theme") if isinstance(raw.get("theme"), dict) else {}
    ours = _get_options(raw)
    locales = tuple(_read_locales(raw))
    return Settings(
        root=root,
        docs=(root / _get_text(raw, "docs_dir", "docs")).resolve(),
        overrides=(root / _get_text(theme or {}, "custom_dir", "overrides")).resolve(),
        data=(root / _get_text(ours, "data", "data")).resolve(),
        site=(root / _get_text(raw, "site_dir", "site")).resolve(),
        site_url=_get_site_url(raw),
        repo_url=_get_repo_url(raw),
        edit_uri=_get_text(raw, "edit_uri"),
        locales=locales,
        exits=_get_exits(ours.get("exit"), locales),
        safety_entry=_get_entry_number(ours, "safety_entry"),
        rating=_get_choice(ours, "rating", tuple(SCALES)) or next(iter(SCALES)),
        desk=_get_switch(ours, "desk"),
        feedback_entry=_get_entry_number(ours, "feedback_entry"),
        licence=_get_licence(ours.get("licence")),
        links=_get_choice(ours, "links", LINKS) or LINKS[0],
        contacts=_get_choice(ours, "contacts", CONTACTS),
        config_file=config_file,
    )


def _get_text(given: Mapping[str, Any], key: str, default: str = "") -> str:
    """Return the text of a setting, or `default` if it is empty."""
    value = given.get(key) or default
    if isinstance(value, str):
        return value
    raise SettingsError(f"mkdocs.yml: {key} is {describe_value(value)}. Write one text behind it.")


def _get_mapping(given: object, name: str) -> Mapping[str, Any]:
    """Return the settings below `name`, empty if there are none."""
    if given is None or isinstance(given, Mapping):
        return given or {}
    raise SettingsError(
        f"mkdocs.yml: {name} is {describe_value(given)}. Write its settings below it, "
        "each as “key: value”."
    )


def _get_options(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the settings under `extra.entraide`, all of them known."""
    extra = _get_mapping(raw.get("extra"), "extra")
    ours = _get_mapping(extra.get("entraide"), "extra.entraide")
    for key in map(str, ours):
        if key not in OPTIONS:
            raise SettingsError(
                f"mkdocs.yml: extra.entraide.{key} is no setting. {_suggest_name(key, OPTIONS)}"
            )
    return dict(ours)


def _suggest_name(name: str, known: Iterable[str]) -> str:
    """Return the cure for an unknown name, as a sentence."""
    cure = suggest_name(name, known)
    return cure if cure.endswith("?") else f"{cure}."


def _get_site_url(raw: Mapping[str, Any]) -> str:
    """Return the address of the site, with a final `/`."""
    url = str(raw.get("site_url") or "")
    if not url:
        raise SettingsError("mkdocs.yml: site_url is missing. Write the site's full address.")
    parts = urlsplit(url) if _is_address(url) else None
    if parts is None:
        cure = "Write the site's full address, from https:// on"
    elif parts.query or parts.fragment:
        cure = "Leave out what stands behind the signs ? and #"
    elif FILE.search(parts.path):
        cure = f"Write the address of its folder: {url.rpartition('/')[0]}/"
    else:
        return url.rstrip("/") + "/"
    raise SettingsError(f"mkdocs.yml: site_url is “{url}”. {cure}.")


def _get_repo_url(raw: Mapping[str, Any]) -> str:
    url = _get_text(raw, "repo_url")
    if url and not _is_address(url):
        raise SettingsError(f"mkdocs.yml: repo_url is “{url}”. Write its full address.")
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets around what is no address of a machine
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _read_locales(raw: Mapping[str, Any]) -> Iterator[Locale]:
    """Yield the locales that are built."""
    languages = [each for each in _list_languages(raw) if each.get("build", True)]
    if not any(language.get("default") for language in languages):
        raise SettingsError("mkdocs.yml: no language of the i18n plugin is the default. Mark one.")
    for language in languages:
        code = str(language.get("locale") or "")
        lang = to_language_tag(code)
        if not is_known_language(lang):
            raise SettingsError(f"mkdocs.yml: “{code}” is no locale. Use a tag like fr.")
        direction = get_babel_locale(lang).text_direction
        yield Locale(
            code=code,
            lang=lang,
            dir="rtl" if direction == "rtl" else "ltr",
            name=str(language.get("name") or code),
            site_name=str(language.get("site_name") or raw.get("site_name") or ""),
            default=bool(language.get("default")),
        )


def _list_languages(raw: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """List the languages of the i18n plugin, however `plugins:` is written."""
    plugins = raw.get("plugins")
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(plugin, Mapping) and "i18n" in plugin:
            languages = _get_mapping(plugin["i18n"], "i18n").get("languages") or []
            if isinstance(languages, list):
                return [_get_mapping(each, "a language of the i18n plugin") for each in languages]
            raise SettingsError(
                "mkdocs.yml: languages of i18n is no list. Write “- locale: …” below it for each."
            )
    raise SettingsError("mkdocs.yml: the i18n plugin is missing. Add it with your languages.")


def _get_exits(given: object, locales: Sequence[Locale]) -> dict[str, str]:
    """Return an exit for each locale: its own, ours for its language, or that of the default."""
    given = given or {}
    if not isinstance(given, Mapping):
        raise SettingsError(
            f"mkdocs.yml: extra.entraide.exit is “{given}”. Write an address for each locale: "
            "{en: https://…}."
        )
    own = {str(code): _check_exit(str(code), url, locales) for code, url in given.items()}
    default = get_default_locale(locales)
    fallback = own.get(default.code) or EXITS.get(get_language(default.lang)) or EXITS["en"]
    return {
        locale.code: own.get(locale.code) or EXITS.get(get_language(locale.lang)) or fallback
        for locale in locales
    }


def _check_exit(code: str, url: object, locales: Sequence[Locale]) -> str:
    """Return the address of one exit, if locale and address are right."""
    codes = [locale.code for locale in locales]
    if code not in codes:
        raise SettingsError(
            f"mkdocs.yml: extra.entraide.exit.{code} is no locale. {_suggest_name(code, codes)}"
        )
    if not re.fullmatch(HTTPS_ADDRESS, str(url)):
        raise SettingsError(
            f"mkdocs.yml: extra.entraide.exit.{code} is “{url}”. Write the full address of a page, "
            "from https:// on."
        )
    return str(url)


def _get_entry_number(ours: Mapping[str, Any], key: str) -> int | None:
    number = ours.get(key)
    if number is None or (isinstance(number, int) and not isinstance(number, bool)):
        return number
    raise SettingsError(
        f"mkdocs.yml: extra.entraide.{key} is “{number}”. Write the number of an entry."
    )


def _get_choice(ours: Mapping[str, Any], key: str, known: Sequence[str]) -> str:
    """Return one of `known`, or an empty text if the setting is left out."""
    given = ours.get(key)
    if given is None or given in known:
        return given or ""
    raise SettingsError(
        f"mkdocs.yml: extra.entraide.{key} is “{given}”. {_suggest_name(str(given), known)}"
    )


def _get_switch(ours: Mapping[str, Any], key: str) -> bool:
    if isinstance(given := ours.get(key, False), bool):
        return given
    raise SettingsError(f"mkdocs.yml: extra.entraide.{key} is “{given}”. Write true or false.")


def _get_licence(given: object) -> ContributionLicence | None:
    if given is None:
        return None
    if isinstance(given, Mapping) and set(given) == {"name", "url"}:
        name, url = (str(given[key]).strip() for key in ("name", "url"))
        if name and re.fullmatch(HTTPS_ADDRESS, url):
            return ContributionLicence(name, url)
    raise SettingsError(
        f"mkdocs.yml: extra.entraide.licence is “{given}”. Write its name and the address of its "
        "page: {name: CC BY 4.0, url: https://…}."
    )
