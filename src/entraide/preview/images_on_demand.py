"""The images of a site, each encoded when a page first shows it, or a browser asks for it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from entraide.content.images.formats import is_image
from entraide.content.settings import Settings
from entraide.errors import EntraideError
from entraide.publish.site_assets import SiteAssets
from entraide.render.images.publication import PublishedImage, publish_image


class ImagesOnDemand(Mapping[str, PublishedImage]):
    """What pages need to know of each image, by its path from the folder of texts.

    Its files are written below `folder`. One that is damaged is none: the check tells why.
    """

    def __init__(self, assets: SiteAssets, settings: Settings, folder: Path) -> None:
        self._assets, self._settings, self._folder = assets, settings, folder
        self._names = {assets.make_address(name): name for name in filter(is_image, assets.names)}
        self._images: dict[str, PublishedImage | None] = {}

    def publish(self, address: str) -> None:
        """Write the image that stands at `address`, unquoted, if there is one."""
        if address in self._names:
            self.get(self._names[address])

    def __getitem__(self, name: str) -> PublishedImage:
        if name not in self._images:
            self._images[name] = self._publish(name)
        image = self._images[name]
        if image is None:
            raise KeyError(name)
        return image

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def __len__(self) -> int:
        return len(self._names)

    def _publish(self, name: str) -> PublishedImage | None:
        if name not in self._assets.names or not is_image(name):
            return None
        try:
            return publish_image(self._assets.make_task(name, self._settings, self._folder))
        except (EntraideError, OSError):
            return None
