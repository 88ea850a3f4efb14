"""Write the files beside the pages: before the first pass, during each, and after the last."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.build_context import BuildContext
from entraide.publish.outputs import (
    draw_outputs,
    finish_outputs,
    prepare_site_folder,
    start_outputs,
)


def on_pre_build(config: MkDocsConfig) -> None:
    build = _find_written_build(config)
    if build and build.is_first_pass and not build.serving:  # “serve” has a folder of its own
        prepare_site_folder(build)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = _find_written_build(config)
    if build and build.is_first_pass:
        start_outputs(build)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    build = _find_written_build(config)
    if build and build.earlier:
        others = (*config.theme.static_templates, *config.extra_templates)
        build.earlier.drop([*(file.dest_uri for file in files), *others])
    if build:
        draw_outputs(build, env)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = _find_written_build(config)
    if build and build.is_last_pass:
        finish_outputs(build)


def _find_written_build(config: MkDocsConfig) -> BuildContext | None:
    """Return the build whose files are written; None in a preview, which draws pages on request."""
    build = BuildContext.from_config(config)
    return None if build.previewing else build
