"""Propose a place for each article: a plan with rows for articles, new categories and tags."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from entraide.content.numbering import find_used_numbers
from entraide.content.reader import SiteReading
from entraide.importers.articles import ImportedArticle, ImportedSite, ImportedTerm
from entraide.importers.import_record import ImportRecord
from entraide.model.entry import LARGEST_NUMBER, Status
from entraide.model.locales import Locale, get_default_locale, get_language, to_language_tag
from entraide.model.numbers import find_free_number
from entraide.model.places import RESERVED_FOLDERS

LONGEST_SLUG = 80
TAKEN_SLUGS = frozenset({"index", "readme"})
NO_CATEGORY = "general"
FEWEST_USES = 2  # of a tag: one that a single article has helps nobody to find others
KEEP, SKIP = "keep", "skip"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The place of an article in the plan; people may correct all but `key`.

    `languages` are codes of locales, that of the source version first. `left_out` and `note` are
    for people, and are not read back.
    """

    key: str
    action: str = KEEP
    number: int = 0
    category: str = ""
    slug: str = ""
    title: str = ""
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    status: Status = Status.DRAFT
    author: str = ""
    left_out: str = ""
    note: str = ""

    @property
    def place(self) -> str:
        return f"{self.category}/{self.slug}"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The rows of articles, and the words of categories and tags that are to be made, by id."""

    rows: tuple[PlanRow, ...]
    categories: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


def find_locale(language: str, locales: Iterable[Locale]) -> str:
    """Return the code of the locale for a language as a source writes it; "" for none."""
    tag = to_language_tag(language).casefold()
    listed = list(locales)
    for locale in listed:
        if tag in {to_language_tag(locale.code).casefold(), locale.lang.casefold()}:
            return locale.code
    primary = get_language(tag)
    matches = [each.code for each in listed if get_language(each.lang).casefold() == primary]
    return matches[0] if primary and len(matches) == 1 else ""


def make_slug(text: str) -> str:
    """Return words as a slug in small letters, digits and hyphens."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:LONGEST_SLUG].strip("-")
    return "overview" if slug in TAKEN_SLUGS else slug or "article"


@dataclass(slots=True)
class SlugShelf:
    """The slugs of one category; `counts` has the last number appended to each slug."""

    used: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, slug: str) -> str:
        """Return a free slug, `slug`, `slug-1` and so on, and mark it as taken."""
        free = slug
        while free in self.used:
            self.counts[slug] += 1
            free = f"{slug}-{self.counts[slug]}"
        self.used.add(free)
        return free


def propose_plan(site: ImportedSite, reading: SiteReading, record: ImportRecord) -> ImportPlan:
    """Return a row for each article of `site`; what an earlier run placed stays where it is."""
    proposal = _Proposal(site, reading, record)
    rows = tuple(proposal.propose(article) for article in site.articles)
    return ImportPlan(rows, proposal.new_categories, proposal.new_tags)


class _Proposal:
    """Assigns numbers, categories and slugs, each once."""

    def __init__(self, site: ImportedSite, reading: SiteReading, record: ImportRecord) -> None:
        self.site, self.reading, self.record = site, reading, record
        self.locales = reading.settings.locales
        self.numbers = {*find_used_numbers(reading), *record.list_numbers()}
        own_numbers = {each.number or 0 for each in site.articles}  # each may still get its own
        self.free_number = find_free_number(self.numbers | own_numbers)
        self.slugs: defaultdict[str, SlugShelf] = defaultdict(SlugShelf)
        for place in (*reading.site.by_address, *record.list_addresses()):
            category, _, slug = place.partition("/")
            self.slugs[category].used.add(slug)
        self.uses = Counter(tag for each in site.articles for tag in dict.fromkeys(each.tags))
        self.new_categories: dict[str, str] = {}
        self.new_tags: dict[str, str] = {}
        self.default = get_default_locale(self.locales)

    def propose(self, article: ImportedArticle) -> PlanRow:
        languages = self._order_languages(article)
        title = next(
            (
                text.title
                for code in languages
                for text in article.texts
                if find_locale(text.language, self.locales) == code
            ),
            article.texts[0].title,
        )
        if not languages:
            names = ", ".join(sorted({text.language or "?" for text in article.texts}))
            note = f"in no language of the site ({names}): entraide locale add"
            return PlanRow(article.key, SKIP, title=title, note=note)
        category, slug = self._choose_place(article, title)
        tags, keywords = self._choose_tags(article)
        notes = [f"was {article.status}" if article.status is not Status.PUBLISHED else ""]
        notes += [
            f"tags of one article, kept as keywords: {', '.join(keywords)}" if keywords else ""
        ]
        return PlanRow(
            article.key,
            KEEP,
            self._choose_number(article),
            category,
            slug,
            " ".join(title.split()),
            languages,
            tags,
            author=", ".join(dict.fromkeys(each.author for each in article.texts if each.author)),
            note="; ".join(filter(None, notes)),
        )

    def _order_languages(self, article: ImportedArticle) -> tuple[str, ...]:
        codes = [find_locale(text.language, self.locales) for text in article.texts]
        present = [each for each in dict.fromkeys(codes) if each]
        written = find_locale(article.source_language or self.site.default_language, self.locales)
        first = next((each for each in (written, self.default.code) if each in present), "")
        return tuple([first, *(each for each in present if each != first)] if first else present)

    def _choose_number(self, article: ImportedArticle) -> int:
        earlier = self.record.find_number(article.key)
        if earlier:
            return earlier
        number = article.number or 0
        if not (0 < number <= LARGEST_NUMBER) or number in self.numbers:
            number, self.free_number = self.free_number, self.free_number + 1
        self.numbers.add(number)
        return number

    def _choose_place(self, article: ImportedArticle, title: str) -> tuple[str, str]:
        if earlier := self.record.find_place(article.key):
            category, _, slug = earlier.partition("/")
            return category, slug
        category = self._choose_category(article)
        return category, self.slugs[category].take(make_slug(article.slug or title))

    def _choose_category(self, article: ImportedArticle) -> str:
        key = article.category[0] if article.category else NO_CATEGORY
        term = self.site.categories.get(key, ImportedTerm(key=key))
        label = self._find_label(term, key)
        for known in self.reading.site.categories.values():
            if make_slug(key) == known.id or _fold(label) in map(_fold, known.label.values()):
                return known.id
        reserved = RESERVED_FOLDERS | {locale.code for locale in self.locales}
        slug = make_slug(key)
        if slug in reserved:
            slug = f"{slug}-pages"
        self.new_categories.setdefault(slug, label)
        return slug

    def _find_label(self, term: ImportedTerm, key: str) -> str:
        labels = {find_locale(each, self.locales): words for each, words in term.labels.items()}
        plain = key.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
        return labels.get(self.default.code) or next(iter(term.labels.values()), plain.capitalize())

    def _choose_tags(self, article: ImportedArticle) -> tuple[tuple[str, ...], list[str]]:
        tags, keywords = [], []
        for tag in dict.fromkeys(article.tags):
            slug = make_slug(tag)
            if slug in self.reading.site.tags:
                tags.append(slug)
            elif self.uses[tag] >= FEWEST_USES:
                self.new_tags.setdefault(
                    slug, self._find_label(self.site.tags.get(tag, ImportedTerm(key=tag)), tag)
                )
                tags.append(slug)
            else:
                keywords.append(tag)
        return tuple(dict.fromkeys(tags)), keywords


def iter_keywords(article: ImportedArticle, row: PlanRow) -> Iterator[str]:
    """Yield the tags of an article that are no tags of its row: search finds it by them."""
    for tag in dict.fromkeys(article.tags):
        if make_slug(tag) not in row.tags:
            yield tag


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())
