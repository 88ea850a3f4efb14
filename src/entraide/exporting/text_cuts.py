"""Read the segments and the outline of every text from the cache of builds.

Parsing is the slowest step for a large project. Texts that the cache lacks are converted here and
added to it, so that the next build need not do so.
"""

from collections.abc import Mapping

from entraide.content.outline import Outline
from entraide.content.reader import SiteReading
from entraide.errors import ProblemLog
from entraide.publish.project_loading import iter_raw_texts, read_catalogs
from entraide.render.text_cache import TextCache, make_key, unpack_result
from entraide.render.text_conversion import convert_texts


def read_text_cuts(reading: SiteReading) -> Mapping[str, bytes]:
    """Return the packed cuts of each text, by path; new texts are converted on every core."""
    texts = dict(iter_raw_texts(reading, read_catalogs(reading, ProblemLog())))
    results = convert_texts(list(texts.values()), TextCache(reading.settings.root))
    return {path: result.packed_cuts for path, result in zip(texts, results, strict=True)}


def read_known_outlines(reading: SiteReading) -> Mapping[str, Outline]:
    """Return the outlines of the texts that the cache has, by path."""
    texts = iter_raw_texts(reading, read_catalogs(reading, ProblemLog()))
    keys = {path: make_key(text) for path, text in texts}
    known = TextCache(reading.settings.root).read(keys.values())
    results = {path: unpack_result(known[key]) for path, key in keys.items() if key in known}
    return {path: result.outline for path, result in results.items() if result}
