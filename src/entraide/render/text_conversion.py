"""Conversion of all texts of a site: from the cache where it has them, else on every core."""

from collections.abc import Iterator, Sequence

from entraide.render.conversion import ConvertedText, RawText, convert_text
from entraide.render.text_cache import TextCache, make_key, pack_result, unpack_result
from entraide.render.workers import map_in_parallel


def convert_texts(texts: Sequence[RawText], cache: TextCache) -> Iterator[ConvertedText]:
    """Yield the result of each of `texts`, in order; the cache gets new ones at the end."""
    keys = [make_key(text) for text in texts]
    known = cache.read(keys)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    results = zip(missing, map_in_parallel(convert_and_pack, list(missing.values())), strict=True)
    results_by_key: dict[bytes, bytes] = {}
    for key, text in zip(keys, texts, strict=True):
        while key not in known and key not in results_by_key:
            results_by_key.update([next(results)])
        result = unpack_result(known[key] if key in known else results_by_key[key])
        if result is None:  # damaged in the cache
            results_by_key[key] = convert_and_pack(text)
            result = convert_text(text)
        yield result
    if results_by_key:
        cache.write(results_by_key, known)


def convert_and_pack(text: RawText) -> bytes:
    """Convert `text` and pack the result: workers send little, and pack it themselves."""
    return pack_result(convert_text(text))
