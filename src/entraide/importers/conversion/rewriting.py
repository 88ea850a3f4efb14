"""Rewrite every link and image of a text, and report those without a target."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import relpath
from urllib.parse import quote

from entraide.importers.articles import ImportedText
from entraide.importers.assets import AssetShelf
from entraide.importers.conversion.addresses import AddressBook
from entraide.importers.omissions import OmissionLog
from entraide.model.link_targets import DIALLED, is_dialable
from entraide.model.web_address import get_scheme, parse_web_host

GONE = "its words stay, the link does not"
SAME_PAGE = "#"


@dataclass(frozen=True, slots=True)
class ImageAddress:
    """The target of an image: the `path` of an imported file, or the address of a `link`."""

    path: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class AddressRewriter:
    """Rewrites the addresses of one text.

    `places` maps the key of each imported article to its `category/slug`; `place` is this one's.
    """

    text: ImportedText
    place: str
    book: AddressBook
    places: Mapping[str, str]
    shelf: AssetShelf
    omissions: OmissionLog
    key: str = ""
    anchors: dict[str, str] = field(default_factory=dict)  # id -> the heading it leads to

    def rewrite_link(self, address: str) -> str:
        """Return the new address of a link; "" if only its text can stay."""
        target = self.book.resolve(address, self.text)
        if target.fault:
            self.leave_out(target.fault, GONE, address)
            return ""
        if target.outside:
            return self._check_outside(target.outside, address)
        if target.file:
            return self._rewrite_file(target.file, address)
        if target.article is None or target.article.key == self.key:  # within this page
            return f"{SAME_PAGE}{quote(target.anchor)}" if target.anchor else ""
        if target.article.key not in self.places:
            self.leave_out("link to an article that is not imported", GONE, address)
            return ""
        place = self.places[target.article.key]
        path = relpath(f"{place}.md", PurePosixPath(self.place).parent.as_posix())
        return f"{path}#{quote(target.anchor)}" if target.anchor else path

    def _check_outside(self, outside: str, written: str) -> str:
        if get_scheme(outside) in DIALLED and not is_dialable(outside):
            self.leave_out("telephone link that no phone can dial", GONE, written)
            return ""
        if (host := parse_web_host(outside)) and host.name in self.book.hosts:
            self.leave_out(
                "link to a page of the old site that did not come", "left as it is", written
            )
        if get_scheme(written) == "http":
            self.leave_out("link without encryption", "written with https; open it once", written)
        return outside

    def _rewrite_file(self, name: str, address: str) -> str:
        path = self.shelf.place_file(name, self.place, self.text.location, self.omissions)
        if not path:
            return ""
        del address
        return quote(relpath(path, PurePosixPath(self.place).parent.as_posix()))

    def rewrite_image(self, address: str) -> ImageAddress:
        """Return the new address of an image, without path and link if it is left out."""
        target = self.book.resolve(address, self.text)
        if target.file:
            return ImageAddress(path=self._rewrite_file(target.file, address))
        if target.outside and get_scheme(target.outside) == "https":
            self.leave_out("image of another site", "not fetched; a link leads to it", address)
            return ImageAddress(link=target.outside)
        what = target.fault if target.fault.startswith("address") else "image that is missing"
        self.leave_out(what, "left out; its words stay", address)
        return ImageAddress()

    def leave_out(self, what: str, outcome: str, detail: str) -> None:
        """Add an omission of this text."""
        self.omissions.add(self.text.location, what, outcome, detail)
