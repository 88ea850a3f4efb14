"""Inlining of partials and messages into templates, once a locale, before Jinja compiles them.

Jinja sets up a context for every `{% include %}`, dozens of times a page, which takes longer than
to print what is in them: handbook/decisions/2026-11-29-partials-in-place.md has the figures. What a
partial sets stays its own, as when it is included. Messages of the catalog are put where they
stand: the environment of a build has one language.
"""

import re
from gettext import NullTranslations

from jinja2 import Environment
from jinja2.ext import Extension

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
        del filename  # part of Jinja's interface
        if OTHER_LANGUAGE.search(source) or (name or PARTIALS).startswith(PARTIALS):
            return source
        return MESSAGE.sub(self._translate, INCLUDE.sub(self._inline_partial, source))

    def _inline_partial(self, include: re.Match[str]) -> str:
        loader = self.environment.loader
        partial = loader.get_source(self.environment, include[2])[0] if loader else ""
        if not loader or OTHER_LANGUAGE.search(partial):
            return include[0]
        text = INCLUDE.sub(self._inline_partial, partial.removesuffix("\n"))
        return f"{{%{include[1]} with %}}{text}{{% endwith {include[3]}%}}"

    def _translate(self, message: re.Match[str]) -> str:
        catalog: NullTranslations = self.environment.page_catalog  # type: ignore[attr-defined]
        text = catalog.gettext(message[1])
        return message[0] if re.search("[{}%]", text) else text
