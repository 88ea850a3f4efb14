"""Where the folders are that come with the package: the theme, the hooks, the configurations.

A wheel has them inside the package. In the repository, and where it is installed to be edited, they
stand at its top.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent


def get_shipped_folder(name: str) -> Path:
    """Return the absolute path of a shipped folder: `overrides`, `hooks`, `deploy`, `samples`."""
    packed = PACKAGE / name
    return packed if packed.is_dir() else PACKAGE.parents[1] / name


def get_theme_folder() -> Path:
    """Return the folder of our templates, styles, scripts and catalogs."""
    return get_shipped_folder("overrides")
