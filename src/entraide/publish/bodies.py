"""Page titles, and the words that Markdown generates."""

from collections.abc import Mapping
from gettext import NullTranslations

from entraide.content.markdown.callout_kinds import KINDS
from entraide.model.places import Kind, Place
from entraide.publish.countries import country_name
from entraide.publish.discretion import public_title
from entraide.publish.stage import Stage
from entraide.publish.texts import text_of


def title_of(place: Place, build: Stage) -> str:
    """Return the heading of the page of `place`, in the language of its text."""
    if place.term:
        return place.term.label[build.locale.code]
    words = build.catalogs[build.locale.code]
    if place.entry:
        return public_title(place.entry, build.locale, words)
    if text := text_of(place, build.site, build.locale):
        return text.title
    if place.country:
        name = country_name(place.country, build.locale, words)
        return words.gettext("Where to report: %(country)s") % {"country": name}
    titles = {
        Kind.TAGS: words.gettext("Topics"),
        Kind.ENTRIES: words.gettext("All entries, A to Z"),
        Kind.CHANGES: words.gettext("Recent changes"),
        Kind.COUNTRIES: words.gettext("Where to report in my country"),
        Kind.CONTACT: words.gettext("Report to us, and contact"),
        Kind.LEGAL: words.gettext("Legal notice"),
        Kind.ACCESSIBILITY: words.gettext("Accessibility statement"),
        Kind.PROPOSE: words.gettext("Propose a translation or a correction"),
        Kind.TRANSLATE: words.gettext("Help translate"),
    }
    return titles[place.kind]


def generated_words(catalog: NullTranslations) -> Mapping[str, str]:
    """Return the words that Markdown generates, for `markdown.pen.Style`."""
    _ = catalog.gettext
    titles = (_("Note"), _("Tip"), _("Important"), _("Warning"), _("Caution"))
    return {
        **dict(zip(KINDS, titles, strict=True)),
        "footnote": _("Back to the text (note {})"),
        "table": _("Table"),
    }
