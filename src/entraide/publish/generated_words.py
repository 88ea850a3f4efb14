"""The words that Markdown generates, in the language of a text."""

from collections.abc import Mapping
from gettext import NullTranslations

from entraide.content.markdown.callout_kinds import KINDS


def get_generated_words(catalog: NullTranslations) -> Mapping[str, str]:
    """Return the words that Markdown generates, for `content.markdown.html_writer.RenderStyle`."""
    _ = catalog.gettext
    titles = (_("Note"), _("Tip"), _("Important"), _("Warning"), _("Caution"))
    return {
        **dict(zip(KINDS, titles, strict=True)),
        "footnote": _("Back to the text (note {})"),
        "table": _("Table"),
    }
