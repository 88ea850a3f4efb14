"""The pages of the site. Each module here has a table `PAGES`: a row for each kind that it fills.

A page kind starts in `model/places.py`: its name, where its pages are, whether search engines are
to find it, and whether the footer names it. Here is its row, with the function that fills its
template, `overrides/<kind>.html`. How to add one: `handbook/how-to/change-the-code.md`.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from entraide.model.places import PageKind
from entraide.publish.page_type import PageType

PAGES: Mapping[PageKind, PageType] = MappingProxyType(
    {
        kind: page
        for module in iter_modules(__path__)
        for kind, page in import_module(f"{__name__}.{module.name}").PAGES.items()
    }
)
