"""Read the settings of a project from its `mkdocs.yml`: its folders, its locales, its options.

Commands read them without MkDocs, and the build uses the same function, so both see one project.
Our own settings stand under `extra.entraide`; the locales are those of the i18n plugin.
"""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError

from entraide.content.field_types import StrictModel
from entraide.content.mkdocs_yml import find_setting, read_mkdocs_yml
from entraide.content.refused_settings import find_refused_settings
from entraide.content.setting_mistakes import LANGUAGES, PLUGIN, explain_mistakes
from entraide.content.setting_types import (
    OURS,
    Exits,
    Folder,
    HttpsUrl,
    Locales,
    NoOptions,
    RepoUrl,
    Scores,
    SiteUrl,
)
from entraide.errors import FileLine, Problem, ProblemLog, SettingsError
from entraide.model.rating import ScaleName
from entraide.shipped_folders import get_theme_folder

SERVED_AT = "ENTRAIDE_SERVED_AT"  # tells MkDocs where its pages are read, when it serves behind us


class ContributionLicence(StrictModel):
    """The terms on which people offer their texts; `url` is the page that states them."""

    model_config = ConfigDict(str_strip_whitespace=True)

    name: Annotated[str, Field(min_length=1)]
    url: HttpsUrl


class Settings(StrictModel):
    """The settings of a project; paths are absolute.

    The alias of a field is its place in `mkdocs.yml`, and its description goes into the handbook.
    """

    model_config = ConfigDict(validate_default=True, alias_generator=lambda name: f"{OURS}{name}")

    config_file: Path = Field(alias="config_file")
    site_name: str = Field(
        "", alias="site_name", description="the name of the site; each language may have its own"
    )
    site_url: SiteUrl = Field(
        alias="site_url",
        description="the address of the site, from `https://` on; it may have a path",
    )
    repo_url: RepoUrl = Field(
        "",
        alias="repo_url",
        description="optional: the repository, so that staff find “Edit this page” on every entry",
    )
    edit_uri: str = Field(
        "",
        alias="edit_uri",
        description="optional: where the files are in it, such as `edit/main/docs/`",
    )
    plugin: NoOptions = Field(
        alias="plugins.entraide",
        description="our plugin, which brings all of Entraide; it has no options",
    )
    docs: Folder = Field(Path("docs"), alias="docs_dir", description="the folder of the entries")
    site: Folder = Field(Path("site"), alias="site_dir", description="where a build goes")
    locales: Locales = Field(
        alias="plugins.i18n.languages",
        description="the languages, each with `locale`, `name` and `site_name`; one is the "
        "`default`",
    )
    theme: Literal["material"] = Field(
        "material",
        alias="theme.name",
        description="our theme stands upon Material; there is no other",
    )
    overrides: Folder = Field(
        Path("overrides"),
        alias="theme.custom_dir",
        description="optional: the folder of your own templates and styles, each in the place of "
        "one of ours",
    )
    data: Folder = Field(Path("data"), description="the folder of facts that entries share")
    desk: bool = Field(
        default=False,
        description="whether the site has a desk, at `desk/`; without one, pages offer an "
        "e-mail address",
    )
    rating: ScaleName = Field(
        "five",
        description="how “Was this helpful?” is answered: `five` (from 1 to 5) or `helpful` (yes "
        "or no)",
    )
    feedback_entry: int | None = Field(
        None, description="the number of the entry that says what is done with what visitors send"
    )
    safety_entry: int | None = Field(
        None,
        description="the number of the entry on using the site safely, which “Stay safe here” "
        "leads to",
    )
    country: str = Field(
        "",
        description="optional: the one country of your readers, as in `data/channels/`: `BE`; its "
        "services then stand in the texts, and nobody is asked to choose a country",
    )
    licence: ContributionLicence | None = Field(
        None,
        description="the licence that people who propose texts agree to: `{ name: CC BY 4.0, url: "
        "https://… }`; without it, they agree that the site may publish and change the texts",
    )
    links: Literal["https", "listed"] = Field(
        "https",
        description="which sites a text may link to: `https` (any, over https) or `listed` (those "
        "in `data/` and this one)",
    )
    contacts: Literal["listed", "any", ""] = Field(
        "",
        description="which numbers and e-mail addresses a text may hold: `listed` (only by "
        "placeholders) or `any`; `listed` by default where `data/channels/` has "
        "services, else `any`",
    )
    reading_ease: Scores = Field(
        {},
        description="the Flesch reading ease below which `check` warns of a text, by language: "
        "`{ en: 80, fr: 75 }`; 60 and 55 by default",
    )
    exits: Exits = Field(
        {},
        alias="extra.entraide.exit",
        description="where “Leave this page” leads, by language: `{ en: https://…, fr: https://… "
        "}`; a weather site by default",
    )

    @property
    def root(self) -> Path:
        """The folder of `mkdocs.yml`."""
        return self.config_file.parent

    @property
    def theme_folders(self) -> tuple[Path, ...]:
        """The folders of templates, styles and catalogs: the project's own first, if it has one."""
        ours = get_theme_folder().resolve()
        has_own = self.overrides.is_dir() and self.overrides != ours
        return (self.overrides, ours) if has_own else (ours,)

    def make_relative(self, path: Path) -> str:
        """Return `path` as people write it: from the root of the project, `/`-separated."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    def get_location(self, *keys: str) -> FileLine:
        """Return the line that set a key, in `mkdocs.yml` or in a file that it inherits from."""
        file, line = find_setting(self.config_file, *keys)
        return FileLine(self.make_relative(file), line)

    @cached_property
    def docs_name(self) -> str:
        """The folder of the entries, as people write it."""
        return self.make_relative(self.docs)


PLACES = tuple(str(field.alias) for field in Settings.model_fields.values())


def find_project(start: Path) -> Path:
    """Return the nearest `mkdocs.yml` at or above `start`; raise SettingsError if there is none."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder / "mkdocs.yml"
    what = "there is no mkdocs.yml here or above"
    raise SettingsError(
        Problem(FileLine(str(start)), what, "Go to your project, or start one: entraide init")
    )


def read_settings(config_file: Path) -> Settings:
    """Read the settings in `config_file`; raise SettingsError with every mistake in them."""
    config_file = config_file.absolute()
    raw = read_mkdocs_yml(config_file)
    log = ProblemLog()
    log.extend(find_refused_settings(raw, config_file, PLACES))
    try:
        settings = Settings.model_validate(_gather_settings(raw) | {"config_file": config_file})
    except ValidationError as error:
        log.extend(explain_mistakes(error, config_file, PLACES))
        raise SettingsError(*sorted(log)) from None
    if log:
        raise SettingsError(*sorted(log))
    if name := _find_source_in(settings):
        what = f"site_dir is {settings.make_relative(settings.site)}, and would replace {name}"
        location = settings.get_location("site_dir")
        raise SettingsError(Problem(location, what, "Give the built site a folder of its own"))
    return settings


def _find_source_in(settings: Settings) -> str:
    """Return what a build would replace if `site_dir` is the project, or in it among its sources.

    "" where it is a folder of its own.
    """
    root = Path(os.path.realpath(settings.root))
    if root.is_relative_to(settings.site):
        return "the whole project"
    own_folders = (root / name for name in (".git", "hooks", "locales"))
    for source in (settings.docs, settings.data, settings.overrides, *own_folders):
        if source.is_relative_to(settings.site) or settings.site.is_relative_to(source):
            return f"files of {settings.make_relative(source)}/"
    return ""


def _gather_settings(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings by their places, and everything else that stands among our own.

    A section that is no mapping is among them under its own name, which `Settings` refuses.
    """
    values = {setting: raw[setting] for setting in PLACES if "." not in setting and setting in raw}

    def open_section(value: object, setting: str) -> Mapping[Any, Any]:
        if value is None or isinstance(value, Mapping):
            return value or {}
        values[setting] = value
        return {}

    extra = open_section(raw.get("extra"), "extra")
    section = open_section(extra.get("entraide"), "extra.entraide")
    values |= {f"{OURS}{key}": value for key, value in section.items()}
    theme = raw.get("theme")
    values |= _gather_theme(theme if isinstance(theme, Mapping) else {"name": theme})
    plugins = _list_plugins(raw.get("plugins"))
    if plugins.get("i18n") is not None:
        i18n = open_section(plugins["i18n"], "plugins.i18n")
        values[LANGUAGES] = i18n.get("languages") or []
    if "entraide" in plugins:
        values[PLUGIN] = plugins["entraide"] or {}
    return {
        setting: value for setting, value in values.items() if not _takes_default(setting, value)
    }


def _list_plugins(plugins: object) -> Mapping[Any, Any]:
    """Return the options of each plugin by its name: they are a mapping, or a list of either."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    options: dict[Any, Any] = {}
    for plugin in reversed(listed):  # the first of a name counts
        if isinstance(plugin, Mapping):
            options |= plugin
        elif isinstance(plugin, str):
            options[plugin] = None
    return options


def _gather_theme(theme: Mapping[Any, Any]) -> dict[str, Any]:
    return {f"theme.{key}": theme[key] for key in ("name", "custom_dir") if key in theme}


def _takes_default(setting: str, value: object) -> bool:
    """Return whether a setting is left empty, as are those of the environment (`!ENV`).

    The desk is no such setting: a variable that says it is there would be taken for “no desk”.
    """
    return value in (None, "") and setting in PLACES and setting != f"{OURS}desk"
