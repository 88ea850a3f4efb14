"""Find contacts in imported texts that the project's settings `links` and `contacts` refuse.

An import keeps them, since only people know their replacement, but warns before `entraide check`
reports an error.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from entraide.content.checks.contact_cures import format_site_line
from entraide.content.checks.contacts import iter_refused_contacts
from entraide.content.checks.known_contacts import collect_known_contacts
from entraide.content.checks.project import Project
from entraide.content.contacts import ContactKind
from entraide.content.reader import SiteReading
from entraide.importers.articles import ImportedText
from entraide.importers.conversion_run import Conversion, ConvertedArticle
from entraide.importers.omissions import Omission
from entraide.model.entry import Entry, LocalisedVersion

KINDS = {
    ContactKind.HOST: "link to a site that is not listed",
    ContactKind.NUMBER: "telephone number in a text",
    ContactKind.EMAIL: "e-mail address in a text",
}
REFUSED = "stays, and entraide check calls it an error; {}"
CURES = {
    ContactKind.HOST: "list the site in data/platform.yml, or set “links: https” in "
    "data/settings.yml",
    **dict.fromkeys(
        (ContactKind.NUMBER, ContactKind.EMAIL),
        "write a placeholder in its place, or set “contacts: any” in data/settings.yml",
    ),
}
MOST_LINES = 20  # of one kind in a warning


def find_refused_contacts(
    conversion: Conversion, reading: SiteReading, day: date
) -> Iterator[Omission]:
    """Yield each contact of the new texts that the settings refuse, at its place in the source."""
    entries: dict[int, Entry] = {}
    sources: dict[str, tuple[str, ImportedText]] = {}
    for number, article in enumerate(conversion.articles, 1):
        entries[number] = _make_entry(number, article)
        for code, each in article.texts.items():
            sources[_make_path(article, code)] = (article.article.key, each.source)
    site = replace(reading.site, entries=entries, homes={})
    project = Project(replace(reading, site=site), day)
    for page, contact in iter_refused_contacts(project, collect_known_contacts(project)):
        key, text = sources[page.path]
        outcome = REFUSED.format(CURES[contact.kind])
        detail = contact.plain if contact.kind is ContactKind.HOST else contact.text
        yield Omission(text.location, KINDS[contact.kind], outcome, detail, article=key)


def _make_path(each: ConvertedArticle, code: str) -> str:
    return f"{code}/{each.row.place}"


def _make_entry(number: int, each: ConvertedArticle) -> Entry:
    """Make an entry that checks can read, of an article that is in no file yet."""
    versions = [
        LocalisedVersion(
            path=_make_path(each, code),
            locale=code,
            title=text.title,
            summary=text.summary,
            body=text.body,
            body_line=0,
            revision=1,
            updated=date.min,
            keywords=text.source.keywords,
        )
        for code, text in each.texts.items()
    ]
    return Entry(
        id=number,
        category=each.row.category,
        slug=each.row.slug,
        source=versions[0],
        localised={version.locale: version for version in versions[1:]},
        author=each.row.author,
        status=each.row.status,
    )


def format_contact_warning(omissions: Iterable[Omission]) -> Iterator[str]:
    """Yield the lines of a warning of refused contacts; none where there are none."""
    contacts = [each for each in omissions if each.what in KINDS.values()]
    if contacts:
        yield ""
        yield "Nothing is built as long as the texts have these, which your settings refuse:"
    for kind, what in KINDS.items():
        details = dict.fromkeys(each.detail for each in contacts if each.what == what)
        if not details:
            continue
        count, lines = len(details), list(details)[:MOST_LINES]
        yield f"  {what} ({count}): {CURES[kind]}."
        yield from (
            f"    {format_site_line(each) if kind is ContactKind.HOST else each}" for each in lines
        )
        if count > MOST_LINES:
            yield f"    … and {count - MOST_LINES} more, which the report names"
