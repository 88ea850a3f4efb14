"""Images on pages: drawn in their place, which is kept free, and no larger than need be."""

import pytest
from playwright.sync_api import Page, Route

from support.browser import NewPage, Serve
from support.built_site import BuiltSite
from support.image_site import PAGE

pytestmark = pytest.mark.reads

LOADED = """image => image.complete && image.naturalWidth > 0"""
# Where each paragraph of the text stands, from the top of the page.
TOPS = """() => Array.from(document.querySelectorAll(".text > p"))
  .map((one) => Math.round(one.getBoundingClientRect().top + scrollY))"""
SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  const observer = new PerformanceObserver((list) => {
    for (const one of list.getEntries()) sum += one.value;
  });
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => {
    for (const one of observer.takeRecords()) sum += one.value;
    resolve(sum);
  }));
})"""


@pytest.fixture
def url(pictures: BuiltSite, serve: Serve) -> str:
    return serve(pictures) + PAGE


def show_images(page: Page) -> None:
    """Scroll to each image, and wait until it is there."""
    for image in page.locator(".text img").all():
        image.scroll_into_view_if_needed()
        handle = image.element_handle()
        page.wait_for_function(LOADED, arg=handle)


@pytest.mark.thorough
@pytest.mark.reads(fresh=True)
@pytest.mark.parametrize(("width", "shown"), [(360, 328), (1280, 640)])
def test_an_image_fills_the_column_and_nothing_moves_when_it_comes(
    url: str, new_page: NewPage, width: int, shown: int
) -> None:
    page = new_page(viewport={"width": width, "height": 740})
    held: list[Route] = []
    page.route("**/*.{webp,jpg,png,gif}", lambda route: held.insert(0, route))
    page.goto(url, wait_until="domcontentloaded")
    before = page.evaluate(TOPS)
    for route in held:
        route.continue_()
    page.unroute("**/*.{webp,jpg,png,gif}")
    show_images(page)
    assert page.evaluate(TOPS) == before
    assert page.evaluate(SHIFT) == 0
    box = page.locator('img[alt="A photo"]').bounding_box()
    assert box
    assert (round(box["width"]), round(box["height"])) == (shown, round(shown * 1600 / 1200))
    narrow = page.locator('img[alt="Narrow"]').bounding_box()
    assert narrow
    assert (round(narrow["width"]), round(narrow["height"])) == (150, 200)


@pytest.mark.reads(fresh=True)
@pytest.mark.parametrize(
    ("screen", "loaded"), [((360, 1), 480), ((360, 2), 960), ((1280, 1), 960), ((1280, 2), 1200)]
)
def test_the_narrowest_copy_that_is_sharp_is_loaded(
    url: str, new_page: NewPage, screen: tuple[int, int], loaded: int
) -> None:
    width, density = screen
    page = new_page(viewport={"width": width, "height": 740}, device_scale_factor=density)
    page.goto(url)
    show_images(page)
    image = page.locator('img[alt="A photo"]')
    chosen = str(image.evaluate("image => image.currentSrc")).rpartition("/")[2]
    copies = str(image.get_attribute("srcset")).split(", ")
    assert [copy.rpartition(" ")[2] for copy in copies if chosen in copy] == [f"{loaded}w"]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_sizes_are_those_of_the_column(url: str, new_page: NewPage, width: int) -> None:
    """What `sizes` says is how wide the image is drawn, for one wider than the column."""
    page = new_page(viewport={"width": width, "height": 740})
    page.goto(url)
    sizes = str(page.locator('img[alt="A photo"]').get_attribute("sizes"))
    condition, fits, otherwise = parse_sizes(sizes)
    matches = page.evaluate("query => matchMedia(query).matches", condition)
    said = page.evaluate(
        """length => {
          const box = document.body.appendChild(document.createElement("div"));
          box.style.inlineSize = length;
          return box.getBoundingClientRect().width;
        }""",
        fits if matches else otherwise,
    )
    box = page.locator('img[alt="A photo"]').bounding_box()
    assert box
    assert box["width"] == pytest.approx(said, abs=1)


def parse_sizes(sizes: str) -> tuple[str, str, str]:
    """The condition, the length where it holds, and the other one."""
    first, otherwise = sizes.split(", ")
    condition, _, fits = first.partition(") ")
    return f"{condition})", fits, otherwise
