"""The preview of a shared page: its Open Graph title, summary and language.

Its address is the canonical one of the page, which need not be said twice.
"""

from dataclasses import dataclass

from babel.core import get_global

from entraide.model.locales import Locale
from entraide.model.places import Place
from entraide.model.site import TypesetSite


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """`locale` is that of the text, as in Open Graph: `fr_FR`."""

    title: str
    summary: str
    kind: str  # “article” or “website”
    locale: str


def build_link_preview(
    place: Place, site: TypesetSite, locale: Locale, shown: tuple[str, str]
) -> LinkPreview:
    """Build the preview of a page; `shown` is its title and summary for others."""
    entry = place.entry
    # What is shown of a sensitive entry is in the language of the page, whatever its text is in.
    shown_entry = entry if entry and not entry.sensitive else None
    spoken = (
        site.get_locale(shown_entry.get_served_version(locale.code).locale)
        if shown_entry
        else locale
    )
    return LinkPreview(
        title=shown[0],
        summary=shown[1],
        kind="article" if entry else "website",
        locale=to_open_graph_locale(spoken.lang),
    )


def to_open_graph_locale(lang: str) -> str:
    """Return `fr_FR` for `fr`: Open Graph wants a territory, the likeliest if none is given."""
    parts = lang.split("-")
    territory = next((part for part in parts[1:] if len(part) == 2), None)
    likely = get_global("likely_subtags").get(parts[0], "")
    return f"{parts[0]}_{(territory or likely.rpartition('_')[2] or parts[0]).upper()}"
