"""The files of the index of one locale: what can be found, and which word stands in which text.

`names.json` has a row for each entry; the browser finds the words of names by itself. `others.json`
has rows of services and terms, which come a moment later. `words-<n>.json` have the words of texts:
of each word, the entries that have it. A file has words that begin alike, so that all forms of a
word are in one. A site of some hundred entries has one such file, which is loaded whatever is
typed; a larger one has more, and the address of a file says no more than how a word may begin.

How often a word stands in a text is one of eight steps, of which each is a half more than the last,
weighed by the length of the text: BM25 needs no more.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import log2

from entraide.model.entry import Entry
from entraide.model.fallback_words import drop_fallback_signs
from entraide.model.places import SEARCH_FOLDER
from entraide.publish.build_context import BuildContext
from entraide.publish.search.counts import iter_word_counts
from entraide.publish.search.languages import SearchLanguage, get_search_language
from entraide.publish.search.pins import iter_pinned_answers
from entraide.publish.search.rows import SearchRow, iter_other_rows, iter_rows
from entraide.publish.search.synonyms import SynonymGroups, build_synonym_groups, find_synonyms
from entraide.publish.search.words import count_words, split_words
from entraide.publish.site_writer import SiteFile

FOLDER = SEARCH_FOLDER  # of all indexes, below the site's base
STEPS = 8  # of how often a word stands in a text
LENGTH_SHARE = 0.6  # how far the length of a text weighs, as in BM25
WHOLE_SIZE = 80_000  # characters of all words, about, up to which they are in one file
PART_SIZE = 24_000  # of one file, if there are more
BEGINNING = 4  # letters that words in one file have in common
FACTOR, MODULUS = 31, 65_521  # of the number that tells the file of a word
TAG_WEIGHT = 2  # of a word of a tag's name
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Postings = dict[str, list[tuple[int, int]]]  # of a word: rows and steps, in the order of rows


def iter_index_files(build: BuildContext) -> Iterator[SiteFile]:
    """Yield the files of the index of the locale of `build`."""
    rows, others = tuple(iter_rows(build)), tuple(iter_other_rows(build))
    language = get_search_language(build.locale)
    parts = tuple(_divide(_gather_postings(build, language)))
    folder = f"{FOLDER}/{build.locale.code}"
    pinned = tuple(iter_pinned_answers(build))
    facts = {"parts": len(parts), "others": bool(others), "pinned": pinned}
    yield SiteFile(f"{folder}/names.json", partial(format_names, rows, language, facts))
    if others:
        yield SiteFile(f"{folder}/others.json", partial(format_rows, others))
    for number, part in enumerate(parts):
        yield SiteFile(f"{folder}/words-{number}.json", partial(format_words, part))


def format_names(
    rows: Iterable[SearchRow], language: SearchLanguage, facts: Mapping[str, object]
) -> str:
    """Return the text of the file of names: of the language, of the rows, of what follows."""
    names = {
        "stop": " ".join(sorted(language.stop_words)),
        "endings": " ".join(sorted(language.endings.split(), key=lambda each: (-len(each), each))),
        "beginnings": language.beginnings,
        "elided": language.elided,
        "sounds": language.sounds,
        "rows": [_build_row(row) for row in rows],
    }
    return _format_json(names | dict(facts))


def format_rows(rows: Iterable[SearchRow]) -> str:
    """Return the text of a file of rows alone."""
    return _format_json([_build_row(row) for row in rows])


def _build_row(row: SearchRow) -> dict[str, object]:
    """Return what the browser gets of a row: whatever is not empty."""
    fields = {
        "kind": row.kind if row.kind != "entry" else "",
        "url": row.url,
        "title": row.title,
        "summary": row.summary,
        "keywords": "|".join(row.keywords),
        "number": row.number,
        "language": row.language,
        "lang": row.lang,
        "dir": row.dir,
        "mark": row.mark,
        "until": row.until.isoformat() if row.until else "",
    }
    return {
        name: drop_fallback_signs(value) if isinstance(value, str) else value
        for name, value in fields.items()
        if value
    }


def format_words(postings: Postings) -> str:
    """Return the text of a file of words: of each, by how much the row grows, and the step."""
    return _format_json({word: _encode(rows) for word, rows in sorted(postings.items())})


def _encode(rows: Iterable[tuple[int, int]]) -> str:
    written, last = [], -1
    for row, step in rows:
        written.append(format_number((row - last) * STEPS + step - 1))
        last = row
    return " ".join(written)


def format_number(number: int) -> str:
    """Return a number in base 36, as JavaScript reads it."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def _gather_postings(build: BuildContext, language: SearchLanguage) -> Postings:
    """Return the words of all texts that tell something; entries are the first rows."""
    site = build.typeset_site
    groups = build_synonym_groups(site)
    counts = list(iter_word_counts(build, partial(_count_entry, build=build, groups=groups)))
    lengths = [sum(words.values()) for words in counts]
    average = sum(lengths) / len(lengths) if lengths else 1
    postings: Postings = {}
    stop = language.stop_words
    for row, words in enumerate(counts):
        share = 1 - LENGTH_SHARE + LENGTH_SHARE * lengths[row] / (average or 1)
        for word, count in words.items():
            if word not in stop and (len(word) > 1 or word.isdigit()):
                postings.setdefault(word, []).append((row, find_step(count / share)))
    return postings


def _count_entry(
    entry: Entry, build: BuildContext, groups: Mapping[str, SynonymGroups]
) -> Counter[str]:
    """Count the words of an entry's text, of its tags, and of what means the same."""
    code = build.locale.code
    version, html = entry.get_served_version(code), build.texts.render_words(entry.id, code)
    words = count_words(html)
    for other in find_synonyms(version, html, groups[version.locale]):
        words.update(split_words(other))
    for tag in entry.tags:
        for word in split_words(build.typeset_site.tags[tag].label[code]):
            words[word] += TAG_WEIGHT
    return words


def find_step(count: float) -> int:
    """Return the step, from 1 to STEPS, of a word that stands `count` times in a usual text."""
    step = round(2 * log2(1 + count))
    return 1 if step < 1 else min(step, STEPS)


def _divide(postings: Postings) -> Iterator[Postings]:
    """Divide the words into files, by how they begin."""
    size = sum(len(word) + 6 + 3 * len(rows) for word, rows in postings.items())
    count = 1 if size <= WHOLE_SIZE else -(-size // PART_SIZE)
    parts: Sequence[Postings] = [{} for _ in range(count if postings else 0)]
    for word, rows in postings.items():
        parts[find_part(word, len(parts))][word] = rows
    yield from parts


def find_part(word: str, parts: int) -> int:
    """Return which of `parts` files has `word`; words.js finds it in the same way."""
    value = 0
    for letter in word[:BEGINNING]:
        value = (value * FACTOR + ord(letter)) % MODULUS
    return value % parts


def _format_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
