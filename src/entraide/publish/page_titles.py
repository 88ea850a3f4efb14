"""Page titles, and the words that Markdown generates."""

from collections.abc import Mapping
from gettext import NullTranslations

from entraide.content.markdown.callout_kinds import KINDS
from entraide.model.places import PageKind, Place
from entraide.publish.build_context import BuildContext
from entraide.publish.country_names import get_country_name
from entraide.publish.public_metadata import get_public_title
from entraide.publish.site_texts import find_text


def get_page_title(place: Place, build: BuildContext) -> str:
    """Return the heading of the page of `place`, in the language of its text."""
    if place.term:
        return place.term.label[build.locale.code]
    words = build.catalogs[build.locale.code]
    if place.entry:
        return get_public_title(place.entry, build.locale, words)
    if text := find_text(place, build.site, build.locale):
        return text.title
    if place.country:
        name = get_country_name(place.country, build.locale, words)
        return words.gettext("Where to report: %(country)s") % {"country": name}
    titles = {
        PageKind.TAGS: words.gettext("Topics"),
        PageKind.ENTRIES: words.gettext("All entries, A to Z"),
        PageKind.CHANGES: words.gettext("Recent changes"),
        PageKind.COUNTRIES: words.gettext("Where to report in my country"),
        PageKind.CONTACT: words.gettext("Report to us, and contact"),
        PageKind.LEGAL: words.gettext("Legal notice"),
        PageKind.ACCESSIBILITY: words.gettext("Accessibility statement"),
        PageKind.PROPOSE: words.gettext("Propose a translation or a correction"),
        PageKind.TRANSLATE: words.gettext("Help translate"),
    }
    return titles[place.kind]


def get_generated_words(catalog: NullTranslations) -> Mapping[str, str]:
    """Return the words that Markdown generates, for `markdown.pen.Style`."""
    _ = catalog.gettext
    titles = (_("Note"), _("Tip"), _("Important"), _("Warning"), _("Caution"))
    return {
        **dict(zip(KINDS, titles, strict=True)),
        "footnote": _("Back to the text (note {})"),
        "table": _("Table"),
    }
