"""The plugin `entraide` of MkDocs: it runs the functions in hooks/ on any project that names it.

Each file there is one stage of a build. MkDocs finds this class by the entry point of the package,
and calls the functions as it would those of a `hooks:` list.
"""

from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from mkdocs.config.base import LegacyConfig
from mkdocs.config.config_options import Type
from mkdocs.plugins import EVENTS, BasePlugin, CombinedEvent

from entraide.shipped_folders import get_shipped_folder

# In the order in which they run at each step of MkDocs, where they give no priority.
STAGES = (
    "project_defaults",
    "build_errors",
    "build_start",
    "template_environment",
    "source_files",
    "page_list",
    "page_values",
    "build_outputs",
)


def load_stages(folder: Path) -> Iterator[ModuleType]:
    """Load the modules of STAGES from `folder`."""
    for name in STAGES:
        spec = spec_from_file_location(f"entraide.hooks.{name}", folder / f"{name}.py")
        assert spec is not None and spec.loader is not None, "a path to a file has a loader"  # noqa: PT018, S101
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module


def _combine_events(modules: list[ModuleType]) -> dict[str, object]:
    """Return the functions of all `modules` by their event, each as one attribute of a plugin."""
    return {
        f"on_{event}": CombinedEvent(*functions)
        for event in EVENTS
        if (
            functions := [
                staticmethod(getattr(module, f"on_{event}"))
                for module in modules
                if hasattr(module, f"on_{event}")
            ]
        )
    }


class EntraidePlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """The plugin; its events are set below, from hooks/.

    Its option is the folder of what entries share, which content/settings.py reads, so that
    commands read it too. A class of options could have none that is called `data`.
    """

    config_scheme = (("data", Type(str, default="data")),)


for _event, _functions in _combine_events(list(load_stages(get_shipped_folder("hooks")))).items():
    setattr(EntraidePlugin, _event, _functions)
