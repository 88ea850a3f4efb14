"""Inlining of partials and messages into templates, once a locale, before Jinja compiles them.

Jinja sets up a context for every `{% include %}`, dozens of times a page, which takes longer than
to print what is in them: handbook/decisions/2026-11-29-partials-in-place.md has the figures. What a
partial sets stays its own, as when it is included. Messages of the catalog are put where they
stand: the environment of a build has one language.
"""

import re
from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import Extension

from entraide.shipped_folders import get_theme_folder

INCLUDE = re.compile(r'\{%(-?)\s*include\s+"([^"]+)"\s*(-?)%\}')
MESSAGE = re.compile(r'\{\{ _\("([^"\\%{}]+)"\) \}\}')
# Where a template speaks another language than its page, its partials stay apart, with a context
# of their own, which is where Jinja looks for words.
OTHER_LANGUAGE = re.compile(r"\bgettext\s*=(?!=)")
PARTIALS = "partials/"


def prepare_templates(environment: Environment, catalog: NullTranslations) -> None:
    """Let `environment` inline partials and messages of `catalog` into templates."""
    environment.extend(page_catalog=catalog)
    environment.add_extension(PartialInliner)


class PartialInliner(Extension):
    """A Jinja extension that puts partials and messages into the source of templates."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return `source` with its partials in place; a partial itself is left as it is."""
        is_partial = (name or PARTIALS).startswith(PARTIALS)
        if is_partial or OTHER_LANGUAGE.search(source) or not _is_ours(filename):
            return source
        return MESSAGE.sub(self._translate, INCLUDE.sub(self._inline_partial, source))

    def _inline_partial(self, include: re.Match[str]) -> str:
        loader = self.environment.loader
        if not loader:
            return include[0]
        partial, filename, _ = loader.get_source(self.environment, include[2])
        if OTHER_LANGUAGE.search(partial) or not _is_ours(filename):
            return include[0]
        text = INCLUDE.sub(self._inline_partial, partial.removesuffix("\n"))
        return f"{{%{include[1]} with %}}{text}{{% endwith {include[3]}%}}"

    def _translate(self, message: re.Match[str]) -> str:
        catalog: NullTranslations = self.environment.page_catalog  # type: ignore[attr-defined]
        text = catalog.gettext(message[1])
        return message[0] if re.search("[{}%]", text) else text


def _is_ours(filename: str | None) -> bool:
    """Return whether a template is one of ours, or in no file.

    A project's own stays in one piece, so that a mistake in it has its own line.
    """
    return filename is None or Path(filename).is_relative_to(get_theme_folder().resolve())
