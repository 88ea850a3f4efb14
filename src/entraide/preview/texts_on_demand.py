"""The texts of a site, each converted when a page first asks for it; the last few are kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from types import MappingProxyType

from entraide.content.outline import Outline
from entraide.model.entry import PageText
from entraide.publish.site_texts import PackedText, pack_text
from entraide.render.conversion import ConvertedText, RawText, convert_text
from entraide.render.text_cache import TextCache, make_key, pack_result, unpack_result

MOST_AT_HAND = 1_000  # texts: some 10 kB each
MOST_UNSAVED = 50  # results that wait to be written to the cache, together


class TextsOnDemand(MutableMapping[str, PackedText]):
    """What each text becomes, by its path; `make_raw` makes of a text what is converted.

    Several threads may ask.
    """

    def __init__(
        self,
        make_raw: Callable[[PageText], RawText],
        cache: TextCache,
        at_hand: Mapping[str, PackedText] = MappingProxyType({}),
    ) -> None:
        self._make_raw, self._cache = make_raw, cache
        self._texts: Mapping[str, PageText] = {}
        self._at_hand: OrderedDict[str, PackedText] = OrderedDict(at_hand)
        self._unsaved: dict[bytes, bytes] = {}
        self._lock = threading.RLock()

    def set_texts(self, texts: Iterable[PageText], changed: Collection[str] = ()) -> None:
        """Set the texts of the site; forget what those at the paths `changed` became."""
        with self._lock:
            self._texts = {text.path: text for text in texts}
            for path in [each for each in self._at_hand if each in changed]:
                del self._at_hand[path]

    def copy(self) -> "TextsOnDemand":
        """Return the same texts for a site of its own, with what is at hand."""
        with self._lock:
            return TextsOnDemand(self._make_raw, self._cache, self._at_hand)

    def find_outline(self, path: str) -> Outline:
        """Return the outline of the text at `path`, which is not kept at hand."""
        return self._convert(self._texts[path]).outline

    def save(self) -> None:
        """Write new results to the cache."""
        with self._lock:
            unsaved, self._unsaved = self._unsaved, {}
        if unsaved:
            self._cache.write(unsaved, ())

    def __getitem__(self, path: str) -> PackedText:
        with self._lock:
            if path not in self._at_hand:
                self._at_hand[path] = pack_text(self._convert(self._texts[path]))
                if len(self._at_hand) > MOST_AT_HAND:
                    self._at_hand.popitem(last=False)
            self._at_hand.move_to_end(path)
            return self._at_hand[path]

    def __setitem__(self, path: str, text: PackedText) -> None:
        with self._lock:
            self._at_hand[path] = text

    def __delitem__(self, path: str) -> None:
        with self._lock:
            del self._at_hand[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, path: object) -> bool:
        return path in self._texts

    def _convert(self, text: PageText) -> ConvertedText:
        raw = self._make_raw(text)
        key = make_key(raw)
        packed = self._unsaved.get(key) or self._cache.read([key]).get(key)
        if packed and (known := unpack_result(packed)):
            return known
        result = convert_text(raw)
        with self._lock:
            self._unsaved[key] = pack_result(result)
            is_full = len(self._unsaved) >= MOST_UNSAVED
        if is_full:
            self.save()
        return result


class OutlinesOnDemand(Mapping[str, Outline]):
    """The outline of each text, by its path: for checks."""

    def __init__(self, texts: TextsOnDemand) -> None:
        self._texts = texts

    def __getitem__(self, path: str) -> Outline:
        return self._texts.find_outline(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
