"""Conversion of all texts of a site: from the cache where it has them, else on every core."""

from collections.abc import Iterator, Sequence

from entraide.render.cache import Cache, dumped, key_of, loaded
from entraide.render.conversion import Converted, Text, converted
from entraide.render.workers import mapped


def convert_all(texts: Sequence[Text], cache: Cache) -> Iterator[Converted]:
    """Yield the result of each of `texts`, in order; the cache gets new ones at the end."""
    keys = [key_of(text) for text in texts]
    known = cache.read(keys)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    results = zip(missing, mapped(fresh, list(missing.values())), strict=True)
    found: dict[bytes, bytes] = {}
    for key, text in zip(keys, texts, strict=True):
        while key not in known and key not in found:
            found.update([next(results)])
        result = loaded(known[key] if key in known else found[key])
        if result is None:  # damaged in the cache
            found[key] = fresh(text)
            result = converted(text)
        yield result
    if found:
        cache.write(found, known)


def fresh(text: Text) -> bytes:
    """Convert `text` and pack the result: workers send little, and pack it themselves."""
    return dumped(converted(text))
