"""The texts that open pages of the editor show, each known by its hash.

A form names the text that it was made from by a hash. If the file or the working copy has changed
since, what was typed is merged with it: a page that stood open while others published undoes
nothing.
"""

import hashlib
import threading
from collections import OrderedDict

MOST_TEXTS = 300  # the one that was shown longest ago goes first


class PageTexts:
    """The last texts that were sent to pages, by their hashes."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, text: str) -> str:
        """Store that a page shows `text`; return its hash."""
        name = hash_text(text)
        with self._lock:
            self._texts[name] = text
            self._texts.move_to_end(name)
            if len(self._texts) > MOST_TEXTS:
                self._texts.popitem(last=False)
        return name

    def find(self, name: str) -> str | None:
        """Return the text with that hash; None if it was sent too long ago."""
        return self._texts.get(name)


def hash_text(text: str) -> str:
    """Return the hash of a text, by which pages and approvals name it."""
    return hashlib.sha256(text.encode()).hexdigest()
