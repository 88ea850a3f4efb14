"""`entraide new`: start an entry, as a draft that already passes `entraide check`.

What was asked is compared with the project first, and every mistake is told at once; only then
are the files made, all of them or none.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unicodedata import normalize

import click

from entraide.cli.arguments import ExampleCommand, LineParam, as_of_option
from entraide.cli.entry_choice import iter_address_conflicts
from entraide.content.dates import add_months, resolve_day
from entraide.content.docs.entry_skeleton import make_skeleton
from entraide.content.docs.files import TAKEN_NAMES
from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter
from entraide.content.field_types import TAG
from entraide.content.numbering import choose_number, describe_limit, record_numbers
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.writer import format_entry, replace_all, write_all_new
from entraide.errors import Argument, EntraideError, Problem, suggest_name
from entraide.model.entry import Entry, Status
from entraide.model.locales import get_default_locale
from entraide.terminal_text import escape_line

NOBODY = "Support team"  # the author, until somebody signs an entry
EXAMPLE = 'entraide new account lost-password --title "I lost my password"'
EPILOG = f"""
\b
For example, in one language, then in two:
  {EXAMPLE}
  {EXAMPLE} \\
      --also fr "J’ai perdu mon mot de passe"
"""
NEXT_STEPS = """\
Next: write the text and its summary. “entraide serve” shows drafts, “entraide check” looks for
mistakes. When the entry is ready: entraide entry publish {number}"""


@dataclass(frozen=True, slots=True)
class _EntryRequest:
    """The entry to start; `also` is pairs of locale and title, one a localised version."""

    category: str
    slug: str
    title: str
    locale: str
    also: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"{self.category}/{self.slug}"

    def get_path(self, settings: Settings, locale: str) -> Path:
        return settings.docs / locale / self.category / f"{self.slug}.md"


@click.command("new", cls=ExampleCommand, epilog=EPILOG, example=EXAMPLE)
@click.argument("category")
@click.argument("slug")
@click.option("--title", type=LineParam(), required=True, help="The title, in your language.")
@click.option(
    "--locale",
    "code",
    metavar="CODE",
    help="The language you write in, such as fr. Default: the site’s.",
)
@click.option(
    "--also",
    type=(str, LineParam()),
    multiple=True,
    metavar="CODE TITLE",
    help="Start a translation too, with its title. May be repeated.",
)
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="A tag of data/tags.yml. May be repeated."
)
@click.option(
    "--author",
    type=LineParam(),
    help="Who is responsible for the entry. Default: the author of most.",
)
@as_of_option
def start_entry(  # noqa: PLR0913 - one argument an option
    *,
    category: str,
    slug: str,
    title: str,
    code: str | None,
    also: tuple[tuple[str, str], ...],
    tags: tuple[str, ...],
    author: str | None,
    day: str | None,
) -> None:
    """Start an entry as a draft, with the next free number.

    CATEGORY is the id of a category in data/categories.yml. SLUG becomes the end of the address:
    small letters, digits and hyphens.
    """
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    locale = code or get_default_locale(settings.locales).code
    request = _EntryRequest(category, slug, title, locale, also, tags)
    if mistakes := list(_list_mistakes(request, reading)):
        raise EntraideError(*mistakes)
    number = choose_number(reading)
    author = author or _find_commonest_author(reading.site.entries)
    texts = _make_texts(request, settings, number, author, resolve_day(day))
    write_all_new(texts)
    ids = record_numbers(reading, {number: request.address})
    replace_all(ids)
    _echo_result(number, [settings.make_relative(path) for path in (*texts, *ids)])
    if limit := describe_limit(reading):
        click.echo(escape_line(limit), err=True)


def _list_mistakes(request: _EntryRequest, reading: SiteReading) -> Iterator[Problem]:
    """Yield every reason why the entry cannot be started; ContentError if there is no category."""
    site, settings = reading.site, reading.settings
    if not site.categories:
        reading.problems.raise_if_errors()
    if request.category not in site.categories:
        cure = suggest_name(request.category, site.categories)
        yield Problem(Argument("CATEGORY"), f"“{request.category}” is no category", cure)
    for tag in request.tags:
        if tag not in site.tags:
            cure = suggest_name(tag, site.tags)
            yield Problem(Argument("--tag"), f"there is no tag “{tag}”", cure)
    yield from _list_locale_mistakes(request, [locale.code for locale in settings.locales])
    if not re.fullmatch(TAG, request.slug) or request.slug in TAKEN_NAMES:
        what = f"“{request.slug}” cannot end an address"
        yield Problem(Argument("SLUG"), what, _suggest_slug(request))
    elif request.category in site.categories:
        yield from iter_address_conflicts(request.address, reading, "SLUG")


def _list_locale_mistakes(request: _EntryRequest, known: list[str]) -> Iterator[Problem]:
    """Yield a refusal for each locale that is unknown or named twice."""
    locale_counts = Counter([request.locale, *(code for code, _ in request.also)])
    for code, times in locale_counts.items():
        option = "--locale" if code == request.locale else "--also"
        if code not in known:
            cure = suggest_name(code, known)
            yield Problem(Argument(option), f"“{code}” is no locale here", cure)
        elif times > 1:
            cure = "Name another locale, or leave it out"
            yield Problem(Argument("--also"), f"“{code}” has its title already", cure)


def _suggest_slug(request: _EntryRequest) -> str:
    """Return the rule for slugs as a cure, with an example made from the slug or the title."""
    for text in (request.slug, request.title):
        plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
        if slug and slug not in TAKEN_NAMES:
            return f"Use small letters, digits and hyphens: {slug}"
    return "Use small letters, digits and hyphens, as in lost-password"


def _find_commonest_author(entries: Mapping[int, Entry]) -> str:
    counts = Counter(entry.author for entry in entries.values())
    return counts.most_common(1)[0][0] if counts else NOBODY


def _make_texts(
    request: _EntryRequest, settings: Settings, number: int, author: str, day: date
) -> dict[Path, str]:
    """Return the texts of the files to make, by path, the source version first."""
    summary, body = make_skeleton(settings, request.locale)
    source = SourceMatter(
        id=number,
        title=request.title,
        summary=summary,
        tags=list(request.tags),
        author=author,
        status=Status.DRAFT,
        revision=1,
        updated=day,
        review_by=add_months(day, settings.review_months.entries),
    )
    texts = {request.get_path(settings, request.locale): format_entry(source, body)}
    for code, title in request.also:
        summary, body = make_skeleton(settings, code)
        matter = LocalisedMatter(
            id=number,
            title=title,
            summary=summary,
            source_revision=1,
            updated=day,
        )
        texts[request.get_path(settings, code)] = format_entry(matter, body)
    return texts


def _echo_result(number: int, paths: list[str]) -> None:
    click.echo(f"Entry {number} is started, as a draft:")
    for path in paths:
        click.echo(f"  {path}")
    click.echo(NEXT_STEPS.format(number=number))
