"""Values as bytes, for caches: what is unpacked holds values of the classes named, and no others.

A file from elsewhere runs no code, whoever signed it.
"""

import io
import pickle
from collections.abc import Iterable, Mapping

UNPACKING_ERRORS = (
    pickle.UnpicklingError,
    EOFError,
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
)
ClassTable = Mapping[tuple[str, str], type]


class _ValueUnpickler(pickle.Unpickler):
    """Unpickles values of some classes alone."""

    def __init__(self, data: bytes, classes: ClassTable) -> None:
        super().__init__(io.BytesIO(data))
        self._classes = classes

    def find_class(self, module: str, name: str) -> type:
        if kind := self._classes.get((module, name)):
            return kind
        raise pickle.UnpicklingError(f"{module}.{name} has no place here")


def list_classes(kinds: Iterable[type]) -> ClassTable:
    """Return the table of the classes `kinds`, by their modules and names."""
    return {(kind.__module__, kind.__qualname__): kind for kind in kinds}


def pack_value(value: object) -> bytes:
    """Return `value` as bytes."""
    return pickle.dumps(value, protocol=5)


def unpack_value(data: bytes, classes: ClassTable) -> object:
    """Return the value in `data`; None where it is damaged, or has values of other classes."""
    try:
        return _ValueUnpickler(data, classes).load()
    except UNPACKING_ERRORS:
        return None
