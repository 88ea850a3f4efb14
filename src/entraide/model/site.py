"""The site: every entry and all data of a project, with the look-ups that pages need.

A site is read once and never changes; its indexes are made on first use and shared by all pages, so
that a page costs the same however many entries there are.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, NewType

from entraide.model.channel import Channel
from entraide.model.checklist import Checklist
from entraide.model.entry import Entry, PageText
from entraide.model.glossary import GlossaryTerm
from entraide.model.guide import Guide
from entraide.model.incident_log import IncidentLog
from entraide.model.law import Law
from entraide.model.listed_people import ListedPerson
from entraide.model.locales import Locale, get_default_locale, get_locale
from entraide.model.numbers import GoneEntry
from entraide.model.pins import PinnedAnswer
from entraide.model.proposal import ProposalCount
from entraide.model.rating import Ratings
from entraide.model.scam_check import ScamCheck
from entraide.model.site_parts import SiteParts
from entraide.model.translation_state import State


@dataclass(frozen=True, slots=True)
class Term:
    """A tag, a category or a topic of services. Its words are keyed by locale code.

    `without`, of a topic only, says what to do in a country that has no service for it. A topic
    that is `first` comes right after the emergency numbers on the page of a country. `moved_from`
    are former ids of a category, whose addresses lead to it.
    """

    id: str
    label: Mapping[str, str]
    description: Mapping[str, str]
    without: Mapping[str, str] = field(default_factory=dict)
    first: bool = False
    moved_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeChoice:
    """A large button of the home page, which leads to an entry; `icon` may be ""."""

    label: Mapping[str, str]
    entry: int
    icon: str = ""


@dataclass(frozen=True)
class Site:
    """The entries and data of a project. Mappings of strings are by id."""

    locales: tuple[Locale, ...]
    categories: Mapping[str, Term]  # in their order
    tags: Mapping[str, Term]
    entries: Mapping[int, Entry]  # by id, in ascending order
    homes: Mapping[str, PageText]  # locale -> its home page
    channels: Mapping[str, Channel] = field(default_factory=dict)  # in the order of their files
    topics: Mapping[str, Term] = field(default_factory=dict)  # of channels, in their order
    laws: Mapping[str, Law] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    ratings: Ratings = field(default_factory=Ratings)
    proposals: Mapping[tuple[int, str], ProposalCount] = field(default_factory=dict)  # by locale
    own_country: str = ""  # the code of the one country that the operator has set
    parts: SiteParts = field(default_factory=SiteParts)
    first_categories: tuple[str, ...] = ()  # on the home page, by id; the others follow
    featured: tuple[int, ...] = ()  # entries that the home page shows first
    # `contact`, `legal` and `accessibility`, where the operator has given something to say.
    stated: frozenset[str] = frozenset({"contact", "legal", "accessibility"})
    gone: Mapping[int, GoneEntry] = field(default_factory=dict)  # removed entries
    choices: tuple[HomeChoice, ...] = ()  # of the home page
    pinned: Mapping[str, PinnedAnswer] = field(default_factory=dict)  # of search, in their order
    guide: Guide = field(default_factory=dict)  # the first step begins
    scam_check: ScamCheck | None = None
    incident_log: IncidentLog | None = None
    people: tuple[ListedPerson, ...] = ()  # who asked to be named as translators

    @cached_property
    def cache(self) -> dict[tuple[str, Hashable, str], Any]:
        """Results that several pages need, by name of the function, subject and locale."""
        return {}

    @cached_property
    def default_locale(self) -> Locale:
        """The default locale."""
        return get_default_locale(self.locales)

    @property
    def asks_translators(self) -> bool:
        """Whether the site has a page for translators, and a feed of waiting versions."""
        return len(self.locales) > 1 and self.parts.proposals

    @property
    def names_people(self) -> bool:
        """Whether the site has a page of those who translate."""
        return bool(self.people) and self.asks_translators

    def get_locale(self, code: str) -> Locale:
        """Return the locale with that code; raise KeyError when there is none."""
        return get_locale(code, self.locales)

    def get_state(self, entry: Entry, code: str) -> State:
        """Return the state of the version of `entry` in locale `code`, open proposals included."""
        state = entry.get_state(code)
        proposed = state is State.MISSING and self.count_open_proposals(entry, code)
        return State.PROPOSED if proposed else state

    def count_open_proposals(self, entry: Entry, code: str) -> int:
        """Return the number of open proposals for a version."""
        count = self.proposals.get((entry.id, code))
        return count.open if count else 0

    @cached_property
    def listed_entries(self) -> tuple[Entry, ...]:
        """Published entries, by id: those that lists may name."""
        return tuple(entry for entry in self.entries.values() if entry.is_listed)

    @cached_property
    def by_category(self) -> Mapping[str, tuple[Entry, ...]]:
        """The listed entries of each category, in the order of lists."""
        listed = sorted(self.listed_entries, key=attrgetter("list_place"))
        return _group_entries((entry.category, entry) for entry in listed)

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[Entry, ...]]:
        """The listed entries of each tag, by id."""
        return _group_entries((tag, entry) for entry in self.listed_entries for tag in entry.tags)

    @cached_property
    def by_address(self) -> Mapping[str, Entry]:
        """The entry at each address, which is `category/slug`."""
        return {entry.address: entry for entry in self.entries.values()}

    @cached_property
    def insert_names(self) -> frozenset[str]:
        """Names of placeholders that data fills, such as `channel.fr-3018`.

        `publish/insert_families` makes what replaces them.
        """
        families = {
            "channel": self.channels,
            "where": self.topics,
            "law": self.laws,
            "checklist": self.checklists,
        }
        return frozenset(f"{family}.{id_}" for family, ids in families.items() for id_ in ids)


def _group_entries(pairs: Iterable[tuple[str, Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for key, entry in pairs:
        groups[key].append(entry)
    return {key: tuple(entries) for key, entries in groups.items()}


# A build has two sites, of two types so that neither is taken for the other. Pages show the typeset
# one. Translators see the written one: words with placeholders in them, and without typography.
TypesetSite = NewType("TypesetSite", Site)
WrittenSite = NewType("WrittenSite", Site)
