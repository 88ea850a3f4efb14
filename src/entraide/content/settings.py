"""Read the settings of a project: those of `mkdocs.yml`, and ours in `data/settings.yml`.

Commands read them without MkDocs, and the build uses the same function, so both see one project.
"""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError, PydanticKnownError

from entraide.content.field_types import StrictModel
from entraide.content.linked_files import is_outside, make_link_problem
from entraide.content.mkdocs_yml import find_setting, read_mkdocs_yml
from entraide.content.output_root import find_output_root
from entraide.content.project_format import check_format, find_format
from entraide.content.refused_settings import find_refused_settings
from entraide.content.setting_mistakes import (
    DATA,
    LANGUAGES,
    PLUGIN,
    SettingFiles,
    explain_mistakes,
    find_unknown_settings,
)
from entraide.content.setting_types import (
    Folder,
    Locales,
    RepoUrl,
    SiteUrl,
    locate_folder,
)
from entraide.content.site_settings import FILE_NAME, SITE_KEYS, SiteSettings
from entraide.content.text_files import read_visible_text
from entraide.content.yaml.documents import UNREADABLE, YamlDocument, read_yaml
from entraide.errors import FileLine, Problem, ProblemLog, SettingsError
from entraide.shipped_folders import get_theme_folder

EMPTY = YamlDocument({}, {})


class MkdocsSettings(StrictModel):
    """The settings in `mkdocs.yml`; paths are absolute.

    The alias of a field is its place there, and its description goes into the handbook.
    """

    model_config = ConfigDict(validate_default=True)

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
    data: Folder = Field(
        alias="plugins.entraide.data",
        description="our plugin, which brings all of Entraide; `data` names the folder of what "
        "entries share, where it is not `data/`",
    )


class Settings(SiteSettings, MkdocsSettings):
    """The settings of a project, of both files; those of `mkdocs.yml` are validated first."""

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
        name, start = os.fspath(path), f"{self.root}{os.sep}"
        if name.startswith(start) and ".." not in name:  # a check asks for hundreds
            return name.removeprefix(start).replace(os.sep, "/")
        return Path(os.path.relpath(path, self.root)).as_posix()

    def get_location(self, *keys: str) -> FileLine:
        """Return the line that set a key, in `mkdocs.yml` or in a file that it inherits from."""
        file, line = find_setting(self.config_file, *keys)
        return FileLine(self.make_relative(file), line)

    def get_site_location(self, *keys: str | int) -> FileLine:
        """Return the line of `data/settings.yml` that set a key."""
        file, line = find_setting(self.data / FILE_NAME, *keys)
        return FileLine(self.make_relative(file), line)

    @cached_property
    def docs_name(self) -> str:
        """The folder of the entries, as people write it."""
        return self.make_relative(self.docs)


MKDOCS_PLACES = tuple(str(field.alias) for field in MkdocsSettings.model_fields.values())


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
    """Read the settings in `config_file` and its data; raise SettingsError with every mistake."""
    config_file = config_file.absolute()
    raw = read_mkdocs_yml(config_file)
    values, log = _gather_settings(raw), ProblemLog()
    shown, document = _read_site_settings(values, config_file.parent, log)
    files = SettingFiles(config_file, shown, document)
    format_location = files.locate(["format"])
    check_format(find_format(raw, document.value), FileLine(config_file.name, 1), format_location)
    log.extend(find_refused_settings(raw, config_file, MKDOCS_PLACES))
    log.extend(find_unknown_settings(files))
    values |= {key: document.value[key] for key in SITE_KEYS if key in document.value}
    try:
        settings = Settings.model_validate(values | {"config_file": config_file})
    except ValidationError as error:
        log.extend(explain_mistakes(error, files))
        raise SettingsError(*sorted(log)) from None
    if log:
        raise SettingsError(*sorted(log))
    if folder := find_output_root():
        settings = settings.model_copy(update={"site": folder / "site"})
    if name := _find_source_in(settings):
        what = f"site_dir is {settings.make_relative(settings.site)}, and would replace {name}"
        location = settings.get_location("site_dir")
        raise SettingsError(Problem(location, what, "Give the built site a folder of its own"))
    return settings


def check_texts_folder(settings: Settings) -> None:
    """Raise SettingsError if the project has no folder of texts: then it is no whole project."""
    if not settings.docs.is_dir():
        what = f"{settings.docs_name}/, the folder of the texts, is missing"
        cure = "Look at docs_dir, go to your project, or start one: entraide init"
        raise SettingsError(Problem(settings.get_location("docs_dir"), what, cure))


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


def _read_site_settings(
    values: Mapping[str, Any], root: Path, log: ProblemLog
) -> tuple[str, YamlDocument]:
    """Read `settings.yml` of the folder of data; return its path as shown, and its keys.

    EMPTY where there is no such file, or one that cannot be used.
    """
    try:
        folder = locate_folder(values.get(DATA, "data"), root, holds_sources=True)
    except (PydanticCustomError, PydanticKnownError):  # said of the folder itself
        return FILE_NAME, EMPTY
    file = folder / FILE_NAME
    shown = Path(os.path.relpath(file, root)).as_posix()
    if not os.path.lexists(file):
        return shown, EMPTY
    if is_outside(file, folder):
        log.append(make_link_problem(shown, Path(shown).parent.as_posix()))
        return shown, EMPTY
    text = read_visible_text(file, shown, log)
    document = UNREADABLE if text is None else read_yaml(text, shown, log)
    if document.is_sound and not isinstance(document.value or {}, dict):
        what = "it is no list of settings, as in “desk: true”"
        log.add(FileLine(shown, 1), what, "Write each as “key: value” on a line of its own")
    usable = document.is_sound and isinstance(document.value, dict)
    return shown, document if usable else EMPTY


def _gather_settings(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of `mkdocs.yml` by their places, and every other option of our plugin.

    A section that is no mapping is among them under its own name, which `Settings` refuses.
    """
    values = {place: raw[place] for place in MKDOCS_PLACES if "." not in place and place in raw}
    theme = raw.get("theme")
    values |= _gather_theme(theme if isinstance(theme, Mapping) else {"name": theme})
    plugins = _list_plugins(raw.get("plugins"))

    def open_section(name: str) -> Mapping[Any, Any]:
        options = plugins[name]
        if options is None or isinstance(options, Mapping):
            return options or {}
        values[f"plugins.{name}"] = options
        return {}

    if plugins.get("i18n") is not None:
        values[LANGUAGES] = open_section("i18n").get("languages") or []
    values = {place: value for place, value in values.items() if value not in (None, "")}
    if "entraide" in plugins:
        options = open_section("entraide")
        values |= {DATA: "data"} | {f"{PLUGIN}.{key}": value for key, value in options.items()}
    return values


def _list_plugins(plugins: object) -> Mapping[Any, Any]:
    """Return the options of each plugin by its name: they are a mapping, or a list of either."""
    if isinstance(plugins, Mapping):
        return plugins
    options: dict[Any, Any] = {}
    for plugin in reversed(plugins if isinstance(plugins, list) else []):
        options |= plugin if isinstance(plugin, Mapping) else {str(plugin): None}
    return options  # of two with one name, the first counts


def _gather_theme(theme: Mapping[Any, Any]) -> dict[str, Any]:
    return {f"theme.{key}": theme[key] for key in ("name", "custom_dir") if key in theme}
