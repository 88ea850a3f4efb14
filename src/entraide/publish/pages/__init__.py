"""The pages of the site. Each module here has a table `PAGES`: a row for each kind that it fills.

The template of a kind bears its name: `overrides/<kind>.html`. Where its pages are, whether search
engines are to find them and the footer names them, stands in `model/places.py`. A new kind is a
place there, a row here with the function that fills its template, and the template.
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
