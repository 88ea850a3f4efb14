"""Open a site for a preview: MkDocs goes through every locale and draws no page.

The values that it makes for pages are kept in the build context, from which pages are drawn later.
"""

from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from entraide.errors import BuildStep, EntraideError, Problem
from entraide.publish.build_context import BuildContext


def open_page_makers(config_file: Path, build: BuildContext, address: str) -> None:
    """Give `build` the page maker of each locale, and write the files that all pages share.

    They are written into the folder of `build`. The site is served at `address`.
    """
    try:
        config = load_config(str(config_file), site_dir=str(build.folder), site_url=address)
        build.prepare(config)
        config.plugins.on_startup(command="build", dirty=False)
        build_site(config)
    except SystemExit as end:  # how MkDocs, and build_errors.py, end a build
        if isinstance(end.__cause__, Exception):
            raise end.__cause__ from end
        cure = "See what it says in the terminal"
        raise EntraideError(Problem(BuildStep("MkDocs"), "it ended the build", cure)) from end
