"""Where MkDocs finds the plugin `entraide`: the entry point of the package names it.

The plugin itself and the stages of a build stand in hooks/, which alone imports MkDocs; they are
loaded by their paths, since a wheel has that folder elsewhere than the repository.
"""

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

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
    "page_writing",
    "build_outputs",
)


def load_hook(name: str) -> ModuleType:
    """Load a module of hooks/; ImportError where there is none of this name."""
    path = get_shipped_folder("hooks") / f"{name}.py"
    spec = spec_from_file_location(f"entraide.hooks.{name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EntraidePlugin = load_hook("plugin_class").make_plugin(list(map(load_hook, STAGES)))
