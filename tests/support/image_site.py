"""A site with images: `pictures` is that of tests/sites/states with a photo, a screenshot and more.

The photo was taken upright, 1200 × 1600 pixels as it is shown, and tells who took it and where.
"""

from pathlib import Path

import pytest

from support.built_site import BuildSite, BuiltSite, copy_site
from support.images import make_animation, make_photo, make_screenshot, save_image

PAGE = "harassment/english-only/"
TEXT = """
Before the photo.

![A photo](photo.jpg)

After the photo.

![A screenshot](screen.png)

![It moves](moving.gif) ![Narrow](photo.jpg){width=150}

[Look at the photo](photo.jpg) or [at its twin](twin.jpg).
"""


def write_image_site(folder: Path) -> Path:
    """Write the project below `folder`; return its settings."""
    config = copy_site("states", folder)
    texts = folder / "docs/en/harassment"
    photo = make_photo(1600, 1200, orientation=6)
    (texts / "photo.jpg").write_bytes(photo)
    (folder / "docs/fr/harassment/twin.jpg").write_bytes(photo)
    (texts / "screen.png").write_bytes(save_image(make_screenshot(1000, 600), "PNG"))
    (texts / "moving.gif").write_bytes(make_animation("GIF"))
    with (texts / "english-only.md").open("a", encoding="utf-8") as file:
        file.write(TEXT)
    return config


@pytest.fixture(scope="session")
def pictures(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build_site(write_image_site(tmp_path_factory.mktemp("of") / "pictures").parent)
