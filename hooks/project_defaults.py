"""Set what every project has in common, so that no `mkdocs.yml` needs it.

That is our theme below the project's own templates, the folders of locales, and no pages for
MkDocs.
"""

import logging
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.theme import Theme

from entraide.content.refused_settings import refuse_silent_plugins
from entraide.content.settings import read_settings
from entraide.errors import EntraideError
from entraide.publish.build_context import BuildContext

# Templates that join several files.
STYLE_SHEETS = {"assets/site.css", "assets/propose.css", "assets/incident_log.css"}


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    if BuildContext.is_attached_to(config):
        return  # a later pass: the config is the same object
    config_file = Path(config.config_file_path)
    try:
        settings = read_settings(config_file)
        refuse_silent_plugins(config.plugins, config["hooks"], config_file)
    except EntraideError as error:
        raise PluginError(f"nothing was built.\n{error}") from error
    if config.theme.name != "material":  # read_settings refuses any other that is named
        config.theme = Theme(name="material", custom_dir=config.theme.custom_dir)
    folders = [*settings.theme_folders, *(Path(each).resolve() for each in config.theme.dirs)]
    config.theme.dirs = list(dict.fromkeys(map(str, folders)))
    config.theme.static_templates |= STYLE_SHEETS
    config.theme["font"] = False  # nothing comes from another host
    config.nav = ["index.md"]  # a page costs the same however many entries there are
    config.validation.nav.omitted_files = config.validation.links.anchors = logging.DEBUG
    watched = (settings.data, *settings.theme_folders, settings.root / "locales")
    config.watch += [str(folder) for folder in watched if folder.is_dir()]
    _plan_locales(config)


def _plan_locales(config: MkDocsConfig) -> None:
    """Have static-i18n plan a folder for each locale, and do nothing else."""
    options: Config = config.plugins["i18n"].config
    options["docs_structure"], options["fallback_to_default"] = "folder", False
    options["reconfigure_material"] = options["reconfigure_search"] = False
