"""The channels we ship: every country, both languages, and no fact that nobody has verified."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from entraide.content.checks import check_project
from entraide.content.data.channel_editor import verify_channel
from entraide.content.dates import add_months
from entraide.content.reader import SiteReading
from entraide.model.channel import Channel, ChannelState
from support.paths import ROOT
from support.reference_site import read_reference_files

DAY = date(2026, 11, 29)
COUNTRIES = {"fr", "be", "ch", "lu", "ca", "gb", "ie", "us", "au", "europe", "international"}


@pytest.fixture(scope="module")
def site_reading() -> SiteReading:
    return read_reference_files()


@pytest.fixture(scope="module")
def channels(site_reading: SiteReading) -> list[Channel]:
    return list(site_reading.site.channels.values())


def test_eleven_files_each_with_an_emergency_or_a_general_record(channels: list[Channel]) -> None:
    assert {Path(channel.path).stem for channel in channels} == COUNTRIES
    for country in COUNTRIES - {"international"}:
        here = [channel for channel in channels if channel.country.lower() == country]
        assert any(each.emergency and each.get_state(DAY).is_shown and each.phone for each in here)
    assert any(
        each.country == "international" and each.get_state(DAY).is_shown for each in channels
    )


def test_every_channel_we_ship_says_everything_in_every_locale(
    site_reading: SiteReading, channels: list[Channel]
) -> None:
    for channel in channels:
        for texts in (channel.name, channel.purpose, channel.not_for):
            assert set(texts) == {locale.code for locale in site_reading.site.locales}
        assert channel.purpose["en"] != channel.purpose["fr"]
        assert channel.not_for["en"] != channel.not_for["fr"]


def test_what_we_ship_has_no_error_and_nothing_due(site_reading: SiteReading) -> None:
    found = [each for each in check_project(site_reading, DAY) if "data/channels/" in each.path]
    assert found == []


def test_none_is_shown_for_longer_than_half_a_year(channels: list[Channel]) -> None:
    last = add_months(max(DAY, *(channel.seen_on or DAY for channel in channels)), 6)
    for channel in channels:
        assert channel.review_by is None or channel.review_by <= last


def test_no_fact_of_a_shown_channel_is_also_called_unverified(channels: list[Channel]) -> None:
    for channel in channels:
        if channel.get_state(DAY) is ChannelState.UNVERIFIED:
            continue
        for key, fact in channel.unverified.items():
            if value := getattr(channel, key, None):
                assert fact not in (value.values() if isinstance(value, dict) else {value})


def cut_records(channels: list[Channel]) -> Iterator[tuple[Channel, str]]:
    """Yield each channel with its part of its file: a whole file is read whole for each change."""
    for path in sorted({channel.path for channel in channels}):
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines(keepends=True)
        here = [channel for channel in channels if channel.path == path]
        ends = [*(channel.line - 1 for channel in here[1:]), len(lines)]
        for channel, end in zip(here, ends, strict=True):
            yield channel, "".join(lines[channel.line - 1 : end])


def test_a_check_of_each_channel_we_ship_can_be_recorded(channels: list[Channel]) -> None:
    until, page = date(2027, 11, 21), "https://line.example/"
    for channel, before in cut_records(channels):
        after = verify_channel(
            before, channel.path, channel.id, by="Ada", on=DAY, until=until, source=page
        )
        changed = set(after.splitlines()) - set(before.splitlines())
        assert len(changed) <= 6
        assert all(
            page in line
            or "2026-11-29" in line
            or "2027-11-21" in line
            or line in {"  known: own page", '  seen_by: "Ada"', "  status: published"}
            for line in changed
        )
