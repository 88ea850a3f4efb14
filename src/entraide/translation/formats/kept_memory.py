"""The memory of pairs brought in from other tools, `data/memory.tmx`: exports suggest from it.

TMX needs an extra of the package, so it is imported only where that file exists.
"""

from collections.abc import Sequence
from pathlib import Path

from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.locales import Locale
from entraide.translation.memory import TranslationMemory

FILE_NAME = "memory.tmx"  # in `data/`


def get_kept_file(settings: Settings) -> Path:
    """Return the path of the file with the pairs that were brought in."""
    return settings.data / FILE_NAME


def read_kept_memory(settings: Settings, locales: Sequence[Locale]) -> TranslationMemory:
    """Return the pairs that were brought in; EntraideError where their file is broken."""
    file, log = get_kept_file(settings), ProblemLog()
    if not file.is_file():
        return TranslationMemory()
    from entraide.translation.formats.tmx_parser import read_tmx  # noqa: PLC0415 - of the extra

    memory = read_tmx(file, locales, log)
    log.raise_if_errors()
    return memory
