"""The words of each text, counted: those of texts that are as they were, by an earlier build."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

from entraide.content.cached_files import CachedFiles, make_result_key
from entraide.model.entry import Entry
from entraide.publish.build_context import BuildContext

LARGEST_CACHE = 100_000_000  # bytes

WordCount = Counter[str]


def iter_word_counts(
    build: BuildContext, count: Callable[[Entry], WordCount]
) -> Iterator[WordCount]:
    """Yield what `count` finds in each listed entry, in the locale of `build`."""
    entries, keys = build.typeset_site.listed_entries, build.keys
    if keys is None:
        yield from map(count, entries)
        return
    cache = CachedFiles(build.reading.settings.root, "words")
    key = make_result_key(build.locale.code.encode(), keys.site_key)
    known, counts = _read(cache.read(key)), {}
    for entry in entries:
        digest = keys.digests.get_digest(entry.id).whole
        before, words = known.get(str(entry.id), ("", {}))
        counts[entry.id] = digest, Counter(words) if before == digest else count(entry)
        yield counts[entry.id][1]
    cache.write(key, json.dumps(counts).encode())
    cache.prune(LARGEST_CACHE)


def _read(text: bytes | None) -> dict[str, tuple[str, dict[str, int]]]:
    with suppress(ValueError):
        value = json.loads(text or b"{}")
        return value if isinstance(value, dict) else {}
    return {}
