"""Converting all texts of a site: what is in the cache from there, the others on every core."""

from collections.abc import Iterator, Sequence

from entraide.render.cache import Cache, dumped, key_of, loaded
from entraide.render.conversion import Converted, Text, converted
from entraide.render.workers import mapped


def convert_all(texts: Sequence[Text], cache: Cache) -> Iterator[Converted]:
    """The result of each of `texts`, in their order; new ones are in the cache at the end."""
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
    """The result as the cache keeps it: what workers send is small, and packed by them."""
    return dumped(converted(text))
