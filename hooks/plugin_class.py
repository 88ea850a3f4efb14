"""The plugin of MkDocs, which runs the functions of the stages on any project that names it.

MkDocs calls them as it would call those of a `hooks:` list. mkdocs_plugin.py lists them.
"""

from collections.abc import Sequence
from types import ModuleType

from mkdocs.config.base import LegacyConfig
from mkdocs.config.config_options import Type
from mkdocs.plugins import EVENTS, BasePlugin, CombinedEvent


class _EntraidePlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """The plugin without its events.

    Its option is the folder of what entries share. content/settings.py reads it, so that commands
    do so too. A class of options could not have one called `data`.
    """

    config_scheme = (("data", Type(str, default="data")),)


def make_plugin(stages: Sequence[ModuleType]) -> type[BasePlugin[LegacyConfig]]:
    """Return the plugin, whose events are the functions of `stages`, in their order."""
    functions = {
        f"on_{event}": [
            staticmethod(getattr(stage, f"on_{event}"))
            for stage in stages
            if hasattr(stage, f"on_{event}")
        ]
        for event in EVENTS
    }
    events = {name: CombinedEvent(*each) for name, each in functions.items() if each}
    return type("EntraidePlugin", (_EntraidePlugin,), events)
