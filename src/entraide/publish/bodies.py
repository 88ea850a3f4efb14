"""The title of each page, and the words that its Markdown generates."""

from collections.abc import Mapping
from gettext import NullTranslations

from entraide.content.dialect import CALLOUTS
from entraide.model.places import Kind, Place
from entraide.publish.stage import Stage
from entraide.publish.texts import text_of


def title_of(place: Place, stage: Stage) -> str:
    """The heading of a page, in the language of its text."""
    if place.term:
        return place.term.label[stage.locale.code]
    text = text_of(place, stage.site, stage.locale)
    if text:
        return text.title
    words = stage.catalogs[stage.locale.code]
    titles = {
        Kind.TAGS: words.gettext("Topics"),
        Kind.ENTRIES: words.gettext("All entries, A to Z"),
        Kind.CHANGES: words.gettext("Recent changes"),
    }
    return titles[place.kind]


def generated_words(catalog: NullTranslations) -> Mapping[str, str]:
    """The words that a page's Markdown generates, for `dialect.python_markdown`."""
    _ = catalog.gettext
    titles = (_("Note"), _("Tip"), _("Important"), _("Warning"), _("Caution"))
    return {
        **dict(zip(CALLOUTS, titles, strict=True)),
        "permalink": _("Link to this section"),
        "footnote": _("Back to the text (note {})"),
        "table": _("Table"),
    }
