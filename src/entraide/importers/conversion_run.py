"""Convert every article that a plan keeps, with the links between them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from entraide.content.anchors import find_anchor
from entraide.content.outline import Heading, read_outline
from entraide.errors import FileLine
from entraide.importers.articles import BodyForm, ImportedArticle, ImportedSite, ImportedText
from entraide.importers.assets import AssetShelf, note_unused_files
from entraide.importers.conversion.addresses import make_address_book
from entraide.importers.conversion.plain_fields import convert_summary, convert_title
from entraide.importers.conversion.rewriting import AddressRewriter
from entraide.importers.conversion.text_conversion import UnreadableTextError, convert_body
from entraide.importers.omissions import Omission, OmissionLog
from entraide.importers.placement import KEEP, ImportPlan, PlanRow, find_locale
from entraide.importers.terms import Glosses, index_words
from entraide.model.locales import Locale

ANCHOR_LINK = re.compile(
    r"\]\(<?(?P<path>[^\s()<>#]*)#(?P<anchor>[^\s()<>\"]+)>?(?P<title> \"[^\"\n]*\")?\)"
)
MOST_PLACES = 500  # that are looked for in one text


@dataclass(frozen=True, slots=True)
class ArticleText:
    """A text in its final form, and the imported text that it was made from."""

    source: ImportedText
    title: str
    summary: str
    body: str
    anchors: Mapping[str, str] = field(default_factory=dict)  # id there -> words of its heading


@dataclass(frozen=True, slots=True)
class ConvertedArticle:
    """An article with its texts by locale, that of the source version first."""

    article: ImportedArticle
    row: PlanRow
    texts: Mapping[str, ArticleText]


@dataclass(frozen=True, slots=True)
class Conversion:
    """The result of a conversion: articles, files by new path, and omissions."""

    articles: tuple[ConvertedArticle, ...]
    assets: Mapping[str, bytes] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    words: Glosses = field(default_factory=dict)  # of categories and tags


def convert_site(site: ImportedSite, plan: ImportPlan, locales: tuple[Locale, ...]) -> Conversion:
    """Convert every article that `plan` keeps; what is lost is in the omissions."""
    articles = {article.key: article for article in site.articles}
    rows = [row for row in plan.rows if row.action == KEEP and row.key in articles]
    places = {row.key: row.place for row in rows}
    book, shelf = make_address_book(site), AssetShelf(site.files)
    converted: list[ConvertedArticle] = []
    omissions: list[Omission] = [*site.omissions]
    for row in rows:
        log = OmissionLog()
        article = articles[row.key]
        texts: dict[str, ArticleText] = {}
        for code, text in _select_texts(article, row, locales, log):
            rewriter = AddressRewriter(text, row.place, book, places, shelf, log, row.key)
            start = len(log)
            if converted_text := _convert_text(rewriter, site.snippets):
                texts[code] = converted_text
            log[start:] = _locate(log[start:], text)
        omissions += [replace(each, article=row.key) for each in log]
        if texts:
            converted.append(ConvertedArticle(article, row, texts))
    fixed = OmissionLog()
    articles_with_anchors = tuple(_fix_anchors(converted, fixed))
    note_unused_files(site, shelf, fixed)
    words = index_words([*site.categories.values(), *site.tags.values()], locales)
    return Conversion(articles_with_anchors, shelf.placed, (*omissions, *fixed), words)


def _select_texts(
    article: ImportedArticle, row: PlanRow, locales: tuple[Locale, ...], log: OmissionLog
) -> Iterator[tuple[str, ImportedText]]:
    """Yield the locale and the text of each language of `row`, in its order."""
    by_code: dict[str, ImportedText] = {}
    for text in article.texts:
        code = find_locale(text.language, locales)
        if code not in row.languages or code in by_code:
            log.add(text.location, f"text in “{text.language or '?'}”", "left out", text.title)
        else:
            by_code[code] = text
    yield from ((code, by_code[code]) for code in row.languages if code in by_code)


def _locate(omissions: Iterable[Omission], text: ImportedText) -> Iterator[Omission]:
    """Yield `omissions` with the line of the file on which their detail stands.

    A detail that occurs several times is searched for after its last line.
    """
    places: dict[str, int] = {}
    for each in omissions:
        place = -1
        if each.detail and text.form is BodyForm.MARKDOWN and len(places) < MOST_PLACES:
            start = places.get(each.detail, -1) + 1
            place = places[each.detail] = text.body.find(each.detail, start)
        if place < 0:
            yield each
        else:
            line = text.location.line + text.body.count("\n", 0, place)
            yield replace(each, location=replace(text.location, line=line))


def _convert_text(rewriter: AddressRewriter, snippets: Mapping[str, str]) -> ArticleText | None:
    text = rewriter.text
    try:
        body = convert_body(rewriter, snippets)
    except UnreadableTextError as error:
        rewriter.omissions.add(
            text.location, "article that is too much", f"left out: {error}", text.title
        )
        return None
    if not body.strip():
        rewriter.omissions.add(text.location, "text without words", "left out", text.title)
        return None
    title = convert_title(text, rewriter)
    summary = convert_summary(text, body, title, rewriter)
    return ArticleText(text, title, summary, body, rewriter.anchors)


class _HeadingIndex:
    """The headings of all texts, each text read once."""

    def __init__(self, articles: Iterable[ConvertedArticle]) -> None:
        self.by_place = {each.row.place: each for each in articles}
        self._headings: dict[tuple[str, str], tuple[Heading, ...]] = {}

    def find_anchor(self, place: str, code: str, fragment: str) -> str:
        """Return the anchor of the heading that `fragment` led to there; "" for none."""
        texts = self.by_place[place].texts
        locale = code if code in texts else next(iter(texts))
        text = texts[locale]
        if (place, locale) not in self._headings:
            self._headings[place, locale] = read_outline(text.body, text.title).headings
        written = text.anchors.get(fragment) or fragment
        return _find_anchor(written, self._headings[place, locale])


def _fix_anchors(
    articles: list[ConvertedArticle], omissions: OmissionLog
) -> Iterator[ConvertedArticle]:
    """Yield the articles with links to headings by the anchors that these have here."""
    index = _HeadingIndex(articles)
    for each in articles:
        texts = {}
        for code, text in each.texts.items():
            location = text.source.location

            def fix(match: re.Match[str], code: str = code, location: FileLine = location) -> str:
                path = normpath(join(dirname(f"{each.row.place}.md"), unquote(match["path"])))  # noqa: B023
                place = path.removesuffix(".md") if match["path"] else each.row.place  # noqa: B023
                if place not in index.by_place:
                    return match[0]
                anchor = index.find_anchor(place, code, unquote(match["anchor"]))
                title = match["title"] or ""
                if anchor:
                    return f"]({match['path']}#{anchor}{title})"
                what, outcome = "link to a part that is not there", "leads to the page"
                omissions.add(location, what, outcome, match["anchor"])
                return f"]({match['path'] or place.rpartition('/')[2] + '.md'}{title})"

            texts[code] = (
                replace(text, body=ANCHOR_LINK.sub(fix, text.body)) if "#" in text.body else text
            )
        yield replace(each, texts=texts)


def _find_anchor(fragment: str, headings: tuple[Heading, ...]) -> str:
    """Return the anchor of the heading that another system called `fragment`; "" for none."""
    names = [heading.anchor for heading in headings]
    if anchor := find_anchor(fragment, headings, names):
        return anchor
    plain = re.sub(r"[\W_]+", "", fragment).casefold()
    for heading in headings:
        if heading.anchor and re.sub(r"[\W_]+", "", heading.text).casefold() == plain:
            return heading.anchor
    return ""
