"""The corpus as data: `/entries/index.json`, and `/entries/<id>.<locale>.json` for each version.

A missing version is included, with the address of its fallback page and the source's text. Each
version that is listed is also there as a sheet, `.md`, where people may propose texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from gettext import NullTranslations

from entraide.content.markdown.source_addresses import rewrite_addresses
from entraide.content.provenance import EntryHistory
from entraide.content.site_settings import ContributionLicence
from entraide.model.entry import Entry, LocalisedVersion, Status
from entraide.model.locales import Locale
from entraide.model.places import make_entry_place
from entraide.model.site import TypesetSite, WrittenSite
from entraide.publish.build_context import BuildContext
from entraide.publish.inserts import fill_markdown
from entraide.publish.page_keys import EntryKeys
from entraide.publish.rating_summary import build_published_rating
from entraide.publish.site_texts import SiteTexts
from entraide.publish.site_writer import SiteFile, SiteWriter
from entraide.published_files.entries import (
    PublishedIndex,
    PublishedText,
    PublishedVersion,
    convert_state,
)
from entraide.translation.formats.sheet import SheetWords, build_sheet, format_sheet
from entraide.translation.formats.unit_json import build_segments
from entraide.translation.job import TranslationJob, build_current_job


@dataclass(frozen=True)
class Corpus:
    """All that the files are made from: `site` as pages show it, `written` as its writers wrote it.

    `texts` holds the bodies, and what data puts into them; `history` knows earlier texts; sheets
    have `sheet_words`, by locale. `keys` make the keys of files, where these are known.
    """

    site: TypesetSite
    written: WrittenSite
    texts: SiteTexts
    history: EntryHistory
    site_url: str
    sheet_words: Mapping[str, SheetWords]
    keys: EntryKeys | None = None


def build_corpus(build: BuildContext) -> Corpus:
    """Build the corpus of a build."""
    licence = build.reading.settings.licence
    sheet_words = {code: make_sheet_words(each, licence) for code, each in build.catalogs.items()}
    sites = build.typeset_site, build.written_site
    site_url, keys = build.site_url, build.keys
    return Corpus(*sites, build.texts, build.history, site_url, sheet_words, keys)


def make_sheet_words(catalog: NullTranslations, licence: ContributionLicence | None) -> SheetWords:
    """Return the words of sheets in one language: how they work, and what is asked for."""
    how_to = catalog.gettext(
        "Write below each quote. Leave the header and the lines with %(mark)s as they are. "
        "Continue on the page where you got this file, or send it to us."
    )
    terms = catalog.gettext("I wrote this text, and the site may publish and change it.")
    if licence:
        terms = catalog.gettext("I wrote this text, and I offer it under the terms of %(licence)s.")
        terms %= {"licence": licence.name}
    wishes = {
        "credit": catalog.gettext("Your name, to be credited (if you like)"),
        "licence": terms,
        "note": catalog.gettext("A word to the staff (if you like)"),
    }
    return SheetWords(how_to % {"mark": "<!--"}, wishes)


def write_corpus(corpus: Corpus, writer: SiteWriter) -> None:
    """Write every file of the corpus."""
    versions = list(_iter_versions(corpus.site))
    writer.write(file for version in versions for file in make_version_files(*version, corpus))
    path, keys = PublishedIndex.path, corpus.keys
    make_key = partial(keys.make_output_key, path) if keys else None
    writer.write([SiteFile(path, partial(format_index, corpus), make_key)])


def format_index(corpus: Corpus) -> str:
    """Return the text of the index of all versions."""
    rows = (_build_row(*version, corpus.site) for version in _iter_versions(corpus.site))
    url = PublishedIndex.make_schema_url(corpus.site_url)
    return PublishedIndex(schema_url=url, versions=tuple(rows)).to_json()


def make_version_files(entry: Entry, locale: Locale, corpus: Corpus) -> Iterator[SiteFile]:
    """Yield the files of one version, which is no draft."""
    make_key = cache(partial(corpus.keys.make_data_key, entry, locale)) if corpus.keys else None
    build_job = cache(partial(_build_version_job, entry, locale, corpus))
    name = f"entries/{entry.id}.{locale.code}"

    def draw_data() -> str:
        return _build_text(entry, locale, corpus, build_job()).to_json()

    def draw_sheet() -> str:
        return format_sheet(build_sheet(build_job()), corpus.sheet_words[locale.code])

    yield SiteFile(f"{name}.json", draw_data, make_key)
    if entry.is_listed and corpus.site.parts.proposals:
        yield SiteFile(f"{name}.md", draw_sheet, make_key)


def _build_text(entry: Entry, locale: Locale, corpus: Corpus, job: TranslationJob) -> PublishedText:
    return PublishedText(
        **dict(_build_row(entry, locale, corpus.site)),
        schema_url=PublishedText.make_schema_url(corpus.site_url),
        ratings=build_published_rating(entry, corpus.site, locale),
        markdown=render_absolute_markdown(entry, locale, corpus.site_url, corpus.texts),
        html=corpus.texts.render_plain(entry.id, locale.code, corpus.site_url),
        segments=build_segments(job),
    )


def _build_version_job(entry: Entry, locale: Locale, corpus: Corpus) -> TranslationJob:
    """Return the translation job of a version; of its own texts, for the source’s locale."""
    return build_current_job(corpus.written.entries[entry.id], locale.code, corpus.history)


def _iter_versions(site: TypesetSite) -> Iterator[tuple[Entry, Locale]]:
    for entry in site.entries.values():
        if entry.status is not Status.DRAFT:
            yield from ((entry, locale) for locale in site.locales)


def _build_row(entry: Entry, locale: Locale, site: TypesetSite) -> PublishedVersion:
    version = entry.get_served_version(locale.code)
    own = entry.get_version(locale.code)
    return PublishedVersion(
        entry=entry.id,
        locale=locale.code,
        url=make_entry_place(entry).get_url(locale),
        title=version.title,
        summary=version.summary,
        status=Status.PUBLISHED if entry.is_listed else Status.ARCHIVED,
        state=convert_state(site.get_state(entry, locale.code)),
        partial=isinstance(own, LocalisedVersion) and not own.is_whole,
        newest_revision=entry.revision,
        source_revision=own.revision if own else None,
        source_locale=entry.source.locale,
        updated=version.updated,
        category=entry.category,
        tags=tuple(entry.tags),
        related=tuple(number for number in entry.related if number in site.entries),
        sensitive=entry.sensitive,
    )


def render_absolute_markdown(entry: Entry, locale: Locale, site_url: str, texts: SiteTexts) -> str:
    """Return the body that readers of `locale` get, as Markdown that stands alone.

    Links are absolute, and placeholders that data fills are replaced by its words.
    """
    version = entry.get_served_version(locale.code)
    language = texts.languages.get(version.locale)
    body = fill_markdown(
        version.body, language.inserts if language else {}, site_url + locale.prefix
    )
    return rewrite_addresses(body, texts.make_link_resolver(entry, locale, site_url))
