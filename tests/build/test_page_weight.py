"""What a page weighs beside what it is there for: 12,000 bytes of HTML at most, uncompressed."""

from support.built_site import BuildSite, BuiltSite
from support.page_weight import MOST, measure_pages


def test_no_page_is_heavy(build_site: BuildSite) -> None:
    weights = measure_pages(build_site("square"))
    assert len(weights) > 60
    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}


def test_there_is_room_for_a_rating_on_the_heaviest_page(
    build_site: BuildSite, states: BuiltSite
) -> None:
    heaviest = max(measure_pages(build_site("square")).values())
    summary = states.read_page("fr/harassment/misleading/").select_one(".rating-summary")
    assert summary is not None
    assert heaviest + len(str(summary).encode()) <= MOST
