"""The cache of compiled templates, for the next build: to compile all takes half a second.

What a template becomes depends on more than its own text: partials and messages are put into it. So
all templates, all of our code and every message of the locale are in the key of each.
"""

from collections.abc import Mapping
from gettext import NullTranslations

from jinja2.bccache import Bucket, BytecodeCache

from entraide.content.cached_files import CachedFiles, make_result_key
from entraide.content.code_digest import hash_texts
from entraide.publish.build_context import BuildContext
from entraide.publish.page_keys import hash_code, hash_own_templates

LARGEST_CACHE = 20_000_000  # bytes


class TemplateCache(BytecodeCache):
    """Compiled templates of one locale in `files`; `facts` are all that they are made from."""

    def __init__(self, files: CachedFiles, facts: str) -> None:
        self._files, self._facts = files, facts

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` from the cache, if it was made from the same facts."""
        if code := self._files.read(self._make_key(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store what is in `bucket`."""
        self._files.write(self._make_key(bucket), bucket.bytecode_to_string())

    def _make_key(self, bucket: Bucket) -> bytes:
        return make_result_key(bucket.key.encode(), f"{self._facts} {bucket.checksum}")


def make_template_cache(build: BuildContext) -> TemplateCache | None:
    """Make the cache for the pass that `build` is in; None where anybody may change templates."""
    if build.serving or build.previewing or build.template_config is None:
        return None
    settings = build.reading.settings
    files = CachedFiles(settings.root, "templates")
    files.prune(LARGEST_CACHE)
    words = list_words(build.catalog)
    facts = (hash_code(), hash_own_templates(settings), build.locale.code, *words)
    return TemplateCache(files, hash_texts(*facts))


def list_words(catalog: NullTranslations) -> list[str]:
    """List the messages of `catalog`, without its head, which has the moment it was read at."""
    messages: Mapping[object, str] = getattr(catalog, "_catalog", {})
    return sorted(repr(message) for message in messages.items() if message[0])
