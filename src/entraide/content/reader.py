"""Read a whole project, every file of `docs/` and `data/` once, into a `Site` with its problems.

Files are parsed one by one into versions, versions are grouped by entry id, and an entry is made if
exactly one of them is a source version. What cannot be read is left out and reported; the caller
decides whether to go on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from entraide.content.data.brand import read_brand, rename_locales
from entraide.content.data.channels import read_channels
from entraide.content.data.checklists import read_checklists
from entraide.content.data.files import read_terms
from entraide.content.data.folder import check_data_folder
from entraide.content.data.glossary import read_glossary
from entraide.content.data.ids import read_ids
from entraide.content.data.incident_log import read_incident_log
from entraide.content.data.laws import read_laws
from entraide.content.data.paths import read_guide
from entraide.content.data.people import read_people
from entraide.content.data.pins import read_pinned
from entraide.content.data.platform import Platform, read_platform
from entraide.content.data.proposal_counts import read_proposal_counts
from entraide.content.data.ratings import read_ratings
from entraide.content.data.scam_check import read_scam_check
from entraide.content.dates import resolve_day
from entraide.content.docs.files import DocsFile
from entraide.content.entry_digests import EntryDigest
from entraide.content.reading_memory import ReadingMemory
from entraide.content.settings import Settings, check_texts_folder
from entraide.content.site_setting_types import ChoiceRow
from entraide.content.text_reading import read_texts
from entraide.errors import ProblemLog
from entraide.model.brand import Brand
from entraide.model.locales import get_default_locale
from entraide.model.numbers import NumberRegister
from entraide.model.operator_facts import list_stated_documents
from entraide.model.places import RESERVED_FOLDERS
from entraide.model.site import HomeChoice, Site


@dataclass(frozen=True, slots=True)
class SiteReading:
    """A project as read: its site, the facts of its platform, and its problems."""

    settings: Settings
    site: Site
    platform: Platform
    problems: ProblemLog = field(default_factory=ProblemLog)
    incomplete_files: frozenset[str] = (
        frozenset()
    )  # files with broken keys, of which nothing is known
    brand: Brand = field(default_factory=Brand)
    numbers: NumberRegister = field(default_factory=NumberRegister)
    known_digests: Mapping[int, EntryDigest] = field(default_factory=dict)  # of some entries
    docs_files: Sequence[DocsFile] = ()  # all in the folder of texts, if they are known

    @property
    def values(self) -> Mapping[str, Mapping[str, str]]:
        """The replacements of the platform's placeholders, by locale and by name."""
        return self.platform.values


def read_site(
    settings: Settings, today: date | None = None, *, remembers: bool = False
) -> SiteReading:
    """Read the whole project as on a day; mistakes in content are problems of the result.

    Without a day, it is the present one in the time zone of the site. Where it `remembers`, files
    are read again only if they have changed since the last time. Raise SettingsError if there is no
    folder of texts.
    """
    check_texts_folder(settings)
    shared, log = read_shared_data(settings), ProblemLog()
    today = today or resolve_day(zone=settings.time_zone)
    if remembers:
        texts = ReadingMemory(settings, today).read_texts(log)
    else:
        texts = read_texts(settings, today, log)
    log.extend(shared.problems)
    site = replace(shared.site, entries=texts.entries, homes=texts.homes)
    return replace(
        shared,
        site=site,
        problems=log,
        incomplete_files=texts.incomplete_files,
        known_digests=texts.digests,
        docs_files=texts.docs_files,
    )


def read_shared_data(settings: Settings) -> SiteReading:
    """Read all that entries share; the site of the result has no texts yet."""
    reserved = RESERVED_FOLDERS | {locale.code for locale in settings.locales}
    log = ProblemLog()
    categories = read_terms(settings, "categories", log, reserved=reserved)
    tags = read_terms(settings, "tags", log)
    topics = read_terms(settings, "topics", log)
    channels, platform = read_channels(settings, log), read_platform(settings, log)
    laws, checklists = read_laws(settings, log), read_checklists(settings, log)
    glossary, pinned = read_glossary(settings, log), read_pinned(settings, log)
    ratings, proposals = read_ratings(settings, log), read_proposal_counts(settings, log)
    brand = read_brand(settings, log)
    numbers = read_ids(settings, log)
    log.extend(check_data_folder(settings))
    default = get_default_locale(settings.locales)
    site = Site(
        rename_locales(settings.locales, brand),
        categories,
        tags,
        {},
        {},
        channels,
        topics,
        laws,
        checklists,
        glossary,
        ratings,
        proposals,
        settings.country,
        settings.parts,
        settings.home.categories,
        settings.home.featured,
        list_stated_documents(platform.values[default.code], settings.parts),
        numbers.gone,
        tuple(_make_choice(each, settings) for each in settings.home.choices),
        pinned,
        read_guide(settings, log),
        read_scam_check(settings, log),
        read_incident_log(settings, log),
        read_people(settings, log),
    )
    return SiteReading(settings, site, platform, log, brand=brand, numbers=numbers)


def _make_choice(row: ChoiceRow, settings: Settings) -> HomeChoice:
    label = {locale.code: row.label.get(locale.code, "") for locale in settings.locales}
    return HomeChoice(label, row.entry, row.icon or "")
