"""Ways through a list of entries that is divided into parts: what each is called, and links."""

from collections.abc import Sequence
from dataclasses import dataclass

from entraide.content.formats import make_filters
from entraide.model.list_parts import count_parts
from entraide.model.places import PageKind, Place, find_term_entries, make_part_place
from entraide.model.site import Term
from entraide.publish.build_context import BuildContext
from entraide.publish.entry_letters import list_letter_parts
from entraide.publish.views import Link


@dataclass(frozen=True, slots=True)
class PartLinks:
    """The ways on from one part of a list: to `all` of them, and to those beside it.

    `above` is the beginning of the list, for any other part.
    """

    all: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    above: Link | None


def make_part_links(place: Place, build: BuildContext) -> PartLinks | None:
    """Make the links on the page of `place`; None where its list is not divided."""
    names = _list_names(place, build)
    if len(names) == 1:
        return None
    places = [make_part_place(place.beginning, number) for number in range(1, len(names) + 1)]
    links = [Link(make_part_title(each, build), each.get_url(build.locale)) for each in places]
    return PartLinks(
        all=tuple(
            Link(name, link.url, current=number == place.part)
            for number, (name, link) in enumerate(zip(names, links, strict=True), 1)
        ),
        previous=links[place.part - 2] if place.part > 1 else None,
        next=links[place.part] if place.part < len(links) else None,
        above=Link(_get_list_title(place, build), links[0].url) if place.part > 1 else None,
    )


def make_part_title(place: Place, build: BuildContext) -> str:
    """Make the title of the page of `place`: that of its list, and which part of it this is."""
    title, names = _get_list_title(place, build), _list_names(place, build)
    if len(names) == 1:
        return title
    if place.kind is PageKind.ENTRIES:
        words = build.catalog.gettext("%(title)s: %(letters)s")
        return words % {"title": title, "letters": names[place.part - 1]}
    words = build.catalog.gettext("%(title)s, page %(number)s of %(count)s")
    return words % {"title": title, "number": names[place.part - 1], "count": names[-1]}


def _get_list_title(place: Place, build: BuildContext) -> str:
    if place.kind is PageKind.ENTRIES:
        return build.catalog.gettext("All entries")
    return place.get_subject(Term).label[build.locale.code]


def _list_names(place: Place, build: BuildContext) -> Sequence[str]:
    """Return what the parts of the list are called: by their letters, or by number."""
    site, locale = build.typeset_site, build.locale
    if place.kind is PageKind.ENTRIES:
        return [part.name for part in list_letter_parts(site, locale)]
    count = count_parts(len(find_term_entries(place, site)))
    format_number = make_filters(locale.lang)["number"]
    return [format_number(number) for number in range(1, count + 1)]
