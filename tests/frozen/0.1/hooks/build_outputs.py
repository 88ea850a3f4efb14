"""Write what stands beside the pages: before the first pass, in each, and after the last."""

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
    build = BuildContext.from_config(config)
    if build.is_first_pass and not build.serving:  # MkDocs serves from a folder of its own
        prepare_site_folder(build)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = BuildContext.from_config(config)
    if build.is_first_pass:
        start_outputs(build)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    draw_outputs(BuildContext.from_config(config), env)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_pass:
        finish_outputs(build)
