"""`entraide status --readability`: the readability of each version of each entry."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from entraide.cli.tables import format_table
from entraide.content.inserted_words import iter_inserted_sentences
from entraide.content.readability import measure_readability
from entraide.content.settings import Settings
from entraide.model.entry import Entry
from entraide.model.locales import Locale, get_language
from entraide.model.site import Site

HEADINGS = ("Id", "Locale", "Score", "Words", "", "File")
EASIEST = 1000  # sorts a version without a score after all others


def build_reading_rows(
    site: Site, ids: Iterable[int], locales: Sequence[Locale], settings: Settings
) -> list[dict[str, Any]]:
    """Return a row for each version of the entries `ids`, the hardest first.

    Rows are objects of the JSON output; `score` is None if the language has no formula.
    """
    rows = [
        _make_row(site, site.entries[id_], locale, settings) for id_ in ids for locale in locales
    ]
    scored_rows = [row for row in rows if row]
    return sorted(
        scored_rows, key=lambda row: (_rank_score(row["score"]), row["id"], row["locale"])
    )


def _rank_score(score: int | None) -> int:
    return EASIEST if score is None else score


def _make_row(site: Site, entry: Entry, locale: Locale, settings: Settings) -> dict[str, Any]:
    version = entry.get_version(locale.code)
    if version is None:
        return {}
    inserted = iter_inserted_sentences(version.body, site, locale.code)
    goals = settings.reading_ease, settings.words
    readability = measure_readability(version.body, locale.lang, inserted, *goals)
    return {
        "id": entry.id,
        "locale": locale.code,
        "path": version.path,
        "title": version.title,
        "score": readability.score,
        "wanted": readability.wanted,
        "words": readability.words,
        "hard": readability.is_hard,
        "fits": readability.is_right_length,
        "short": readability.is_short,
    }


def format_reading_rows(
    rows: Sequence[dict[str, Any]], locales: Sequence[Locale], settings: Settings
) -> str:
    """Format the rows of `build_reading_rows` as a table, and the target value below it."""
    if not rows:
        return "No entry fits."
    cells = [HEADINGS, *map(_format_cells, rows)]
    scores, limits = settings.reading_ease, settings.words
    unscored = [locale.code for locale in locales if get_language(locale.lang) not in scores]
    return "\n".join(
        [
            *format_table(cells, cut=len(HEADINGS) - 1),
            "",
            (
                f"Wanted: {_format_wanted(scores)} or more, "
                f"in {limits.shortest} to {limits.longest} words."
            ),
            *(f"{code}: no score, there is no formula for its language here." for code in unscored),
        ]
    )


def _format_cells(row: dict[str, Any]) -> tuple[str, ...]:
    score = "none" if row["score"] is None else str(row["score"])
    return (
        str(row["id"]),
        row["locale"],
        score,
        str(row["words"]),
        _format_remark(row),
        row["path"],
    )


def _format_remark(row: dict[str, Any]) -> str:
    """Return what to improve: `hard`, `short`, `long`, or ""."""
    length = "" if row["fits"] else "short" if row["short"] else "long"
    return ", ".join(filter(None, ("hard" if row["hard"] else "", length)))


def _format_wanted(scores: Mapping[str, int]) -> str:
    return ", ".join(f"{language} {score}" for language, score in scores.items())
