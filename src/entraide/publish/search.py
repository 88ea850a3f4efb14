"""The search index: Pagefind, one index per locale, fed with the text of each entry.

Pagefind takes “l’utilisateur” for one word, unlike “utilisateur”. So the parts by which nobody
looks a word up, an elided article or a possessive ending, are veiled in the copy that Pagefind
reads: their characters are moved to the private use area, where Pagefind sees no letter yet keeps
them, and search.js moves them back, so that readers see each apostrophe as it was written. The same
parts are taken off the words that are typed: `list_silent_parts` is the one list of both.
"""

import errno
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind.service import get_executable

from entraide.content.site_folder import write_output
from entraide.content.typography.prose import ELIDED_WORDS
from entraide.errors import BuildStep, EntraideError, Problem
from entraide.model.entry import Entry
from entraide.model.locales import Locale, get_language
from entraide.model.places import make_entry_place
from entraide.model.site import TypesetSite
from entraide.publish.synonyms import build_synonym_groups, find_synonyms
from entraide.publish.views import get_language_name

BUNDLE = "pagefind"  # the folder of the index, below the site's base
ID_END = "z"  # of an entry's number: Pagefind finds by beginnings, and 1029 is not 10290
VEIL = 0xE000  # added to a character to veil it; alone, a place where words part

# By language: what words lose at their start, by elision (“l’”), or at their end (“’s”).
SILENT_PARTS = {
    "ca": "d’ l’ m’ n’ s’ t’",
    "en": "’s",
    "fr": " ".join(f"{word}’" for word in ELIDED_WORDS.split("|")),
    "it": "c’ d’ l’ m’ n’ s’ t’ v’ un’ all’ dall’ dell’ nell’ sull’ quell’ quest’",
}
ENTITIES = {"&rsquo;": "’", "&#8217;": "’", "&#x2019;": "’", "&apos;": "'", "&#39;": "'"}
APOSTROPHE = re.compile("(['’])")
LETTER = re.compile(r"\w")
WORD_ON = re.compile(r"[\w<]")
DASH = re.compile(r"([–—…])(?<=\w.)(?=\w)")  # between two words, without a space
Veil = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page as Pagefind reads it; `url` is relative to the site's base."""

    url: str
    html: str


def iter_search_pages(
    site: TypesetSite, html: Mapping[tuple[int, str], str]
) -> Iterator[SearchPage]:
    """Yield every listed entry in every locale, fallbacks too: they are found with a mark."""
    veiling = make_veil(list_silent_parts(site.locales))
    groups = build_synonym_groups(site)
    for entry in site.listed_entries:
        for locale in site.locales:
            version, text = entry.get_served_version(locale.code), html[entry.id, locale.code]
            others = find_synonyms(version, text, groups[version.locale])
            text = veiling(text)
            head = "".join(
                [*_iter_head(entry, site, locale, veiling), *_iter_synonyms(others, veiling)]
            )
            weight = 1 if entry.get_version(locale.code) else 0.5
            yield SearchPage(
                make_entry_place(entry).get_url(locale),
                f'<html lang="{locale.lang}"><head><meta charset="utf-8">{head}</head>'
                f'<body data-pagefind-body data-pagefind-weight="{weight}">{text}</body></html>',
            )


def _iter_head(entry: Entry, site: TypesetSite, locale: Locale, veiling: Veil) -> Iterator[str]:
    """Yield what is found beside the text; search.js weighs it by these names and shows some."""
    version = entry.get_served_version(locale.code)
    spoken = site.get_locale(version.locale)
    tags = (site.tags[tag].label[locale.code] for tag in entry.tags)
    prefix = "" if spoken == locale else "source_"  # a text in another language weighs less
    yield _format_meta(f"{prefix}title", veiling(version.title))
    yield _format_meta(f"{prefix}summary", veiling(version.summary))
    yield _format_meta(f"{prefix}keywords", veiling(", ".join((*version.keywords, *tags))))
    yield _format_meta("id", f"{entry.id}{ID_END}")
    if prefix:  # wholly veiled: nobody looks for the word “English” in these
        yield _format_meta("language", veil_text(get_language_name(spoken, locale)))
        yield _format_meta("lang", veil_text(spoken.lang))
        yield _format_meta("dir", veil_text(spoken.dir))


def _iter_synonyms(synonyms: Sequence[str], veiling: Veil) -> Iterator[str]:
    """Yield words that mean the same as those of the entry: found, and weighing little."""
    if synonyms:
        yield _format_meta("synonyms", veiling(", ".join(synonyms)))


def _format_meta(name: str, value: str) -> str:
    return f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'


def list_silent_parts(locales: Iterable[Locale]) -> tuple[str, ...]:
    """Return what words may lose in any language of the site: pages fall back on one another."""
    languages = {get_language(locale.lang) for locale in locales}
    return tuple(
        sorted({part for name in languages for part in SILENT_PARTS.get(name, "").split()})
    )


def make_veil(silent: Iterable[str]) -> Veil:
    """Return the function that veils the `silent` parts of words in text or HTML.

    Texts are split at their apostrophes: a pattern for all parts takes far longer.
    """
    starts = sorted(part[:-1] for part in silent if part.endswith("’"))
    ends = sorted(part[1:] for part in silent if part.startswith("’"))
    at_end = re.compile(rf"(?<!\w)(?:{'|'.join(starts) or '(?!)'})\Z", re.IGNORECASE)
    at_start = re.compile(rf"(?:{'|'.join(ends) or '(?!)'})\b", re.IGNORECASE)
    longest = max(map(len, starts), default=0)

    def veiling(text: str) -> str:
        for entity, apostrophe in ENTITIES.items():
            text = text.replace(entity, apostrophe)
        first, *rest = APOSTROPHE.split(text.replace("\u2011", "-"))
        written, before, position = [], first, 0  # of `before`, so much is written already
        for sign, after in zip(rest[::2], rest[1::2], strict=True):
            start, end, follows = len(before), 0, LETTER.match(before[-1:])
            if match := at_end.search(before, max(position, start - longest)):
                start = match.start()
            elif follows and (match := at_start.match(after)):
                end = match.end()
            hidden = match or (follows and sign == "'" and WORD_ON.match(after))
            silent = before[start:] + sign + after[:end]
            written += [before[position:start], veil_text(silent) if hidden else silent]
            before, position = after, end
        written.append(before[position:])
        return DASH.sub(rf"\1{chr(VEIL)} ", "".join(written))

    return veiling


def veil_text(text: str) -> str:
    """Move `text` out of Pagefind's sight; characters above U+1900 stay, ’ among them."""
    return "".join(chr(VEIL + ord(c)) if ord(c) < 0x1900 else c for c in text)


def write_site_index(
    site: TypesetSite, html: Mapping[tuple[int, str], str], site_dir: Path
) -> None:
    """Write the index of `site` below `site_dir`; `html` is by entry id and locale code."""
    write_index(iter_search_pages(site, html), site_dir)


def write_index(pages: Iterable[SearchPage], site_dir: Path) -> None:
    """Write the index of `pages` below `site_dir`, one per language found in them.

    Pagefind's command reads a folder; its Python service waits 0.1 s for every page.
    """
    bundle = site_dir.absolute() / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        written = [_write_page(page, folder) for page in pages]
        if written:
            _run_pagefind(folder, bundle)
            _clean_bundle(bundle)


def _write_page(page: SearchPage, folder: Path) -> Path:
    """Write one copy; search.js makes its name an address again. Folders of pages take longer."""
    path = folder / f"{page.url.rstrip('/')}.html"
    write_output(path, page.html)
    return path


def _run_pagefind(folder: Path, bundle: Path) -> None:
    """Run Pagefind, out of reach of settings that are not ours; raise EntraideError if it fails."""
    program = get_executable()
    if program is None:
        cure = "Run: pip install 'pagefind[bin]'"
        raise EntraideError(Problem(BuildStep("search"), "Pagefind is not installed", cure))
    command = [str(program), "--silent", "--site", str(folder), "--output-path", str(bundle)]
    result = subprocess.run(  # noqa: S603 - our words
        command,
        cwd=folder,
        env={key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        cure = f"It says: {result.stdout}{result.stderr}".strip()
        raise EntraideError(Problem(BuildStep("search"), "Pagefind failed", cure))
    if not shutil.disk_usage(bundle).free:  # Pagefind is content with files that are cut short
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(bundle))


def _clean_bundle(bundle: Path) -> None:
    """Keep what search.js loads; sort the keys of the entry file, which come in any order."""
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    entry_file.write_text(format_index_entry(entry), encoding="utf-8")
    used = {f"wasm.{index['wasm'] or 'unknown'}.pagefind" for index in entry["languages"].values()}
    for file in bundle.iterdir():
        if file.is_file() and not (
            file.name in used | {"pagefind.js", entry_file.name} or file.suffix == ".pf_meta"
        ):
            file.unlink()


def format_index_entry(entry: Mapping[str, object]) -> str:
    """Format Pagefind's entry file, with its keys in order."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
