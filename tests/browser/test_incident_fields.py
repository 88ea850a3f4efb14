"""Fields of the log of incidents: payments, several reports, days that may be a slip."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.axe import EVERY_LOOK, list_violations_in
from support.browser import NewPage
from support.built_site import BuiltSite
from support.frozen import FROZEN
from support.incident_log import ABC, KEY, add_incident, open_log, save_log


@pytest.fixture(scope="module")
def log_url(guide_site: BuiltSite, serve: Callable[[BuiltSite], str]) -> str:
    return serve(guide_site) + "notes/"


def test_an_incident_has_several_reports(new_page: NewPage, axe: str, log_url: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(log_url)
    reports = page.locator(".log-one")
    expect(reports).to_have_count(1)
    expect(reports.get_by_role("button", name="Remove this report")).to_be_hidden()
    another = page.get_by_role("button", name="Another report of the same incident")
    for number, to in enumerate(["The site", "The police", "My bank"]):
        if number:
            another.click()
            expect(reports.nth(number).locator("[data-report=to]")).to_be_focused()
        reports.nth(number).locator("[data-report=to]").fill(to)
        reports.nth(number).locator("[data-report=number]").fill(f"N-{number}")
    another.click()  # an empty one is not in the log
    expect(page.get_by_role("group", name="Report 4")).to_be_visible()
    assert list_violations_in(page, axe, EVERY_LOOK) == []
    page.set_viewport_size({"width": 360, "height": 740})
    reports.nth(1).get_by_role("button", name="Remove this report").click()
    add_incident(page, "They took it.", date="2026-11-20")
    item = page.locator("[id='log.items'] > li")
    expect(item.locator("dd")).to_have_text(["The site, N-0", "My bank, N-2"])
    expect(reports).to_have_count(1)
    expect(reports.locator("[data-report=to]")).to_have_value("")
    page.get_by_role("button", name="Create the pack").click()
    rows = page.locator(".log-reported tbody tr")
    expect(rows).to_have_text(["1The siteN-0", "1My bankN-2"])
    expect(page.locator(".log-text")).to_contain_text("N-0, N-2")


def test_a_payment_is_in_the_table_the_file_the_pack_and_the_letter_to_the_bank(
    page: Page, log_url: str, tmp_path: Path
) -> None:
    page.goto(log_url)
    payment = {"amount": "€450", "paid_by": "gift cards", "paid_to": "Blue-Lamp"}
    add_incident(page, "They took it.", date="2026-11-20", **payment)
    paid = "€450, gift cards, Blue-Lamp"
    expect(page.locator("[id='log.items'] dd")).to_have_text(paid)
    expect(page.locator("[id='log.rows'] td", has_text=paid)).to_have_count(1)
    save_log(page, tmp_path / "notes.json")
    page.reload()
    open_log(page, tmp_path / "notes.json", KEY)
    page.locator("[id='log.items']").get_by_role("button", name="Edit").click()
    expect(page.locator("[id='log.amount']")).to_have_value("€450")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Create the pack").click()
    expect(page.locator("[data-fill=payments]")).to_contain_text(paid)
    expect(page.locator(".log-text")).to_contain_text(f"20 November 2026: {paid}")


@pytest.mark.parametrize(
    ("day", "said"),
    [("0202-11-20", "before 1970"), ("2062-11-20", "still to come"), ("1969-12-31", "before")],
)
def test_a_day_that_may_be_a_slip_is_asked_about_and_taken_when_it_is_meant(
    page: Page, log_url: str, day: str, said: str
) -> None:
    page.goto(log_url)
    field, ask = page.locator("[id='log.date']"), page.locator("[id='log.date.ask']")
    page.locator("[id='log.what']").fill("They wrote.")
    field.fill(day)
    add = page.get_by_role("button", name="Add to the log")
    add.click()
    expect(ask).to_contain_text(said)
    expect(ask).to_contain_text("Nothing has been added yet.")
    expect(field).to_be_focused()
    expect(field).to_have_value(day)
    expect(page.locator("[id='log.items'] > li")).to_have_count(0)
    add.click()
    expect(page.locator("[id='log.items'] > li")).to_have_count(1)
    expect(ask).to_be_hidden()
    page.locator("[id='log.items']").get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Update the incident").click()  # it was asked about before
    expect(page.get_by_role("heading", name="Add an incident")).to_be_focused()


def test_a_day_that_is_not_complete_is_never_lost_in_silence(page: Page, log_url: str) -> None:
    page.goto(log_url)
    page.locator("[id='log.what']").fill("They wrote.")
    page.locator("[id='log.date']").press_sequentially("12")
    page.locator("[id='log.time']").press_sequentially("10")
    page.get_by_role("button", name="Add to the log").click()
    expect(page.locator("[id='log.date.ask']")).to_contain_text("not complete")
    expect(page.locator("[id='log.time.ask']")).to_contain_text("not complete")  # both at once
    page.locator("[id='log.time']").fill("")
    report = page.locator(".log-one [data-report=on]")
    page.locator("[id='log.date']").fill("2026-11-20")
    report.fill("2062-11-21")
    page.get_by_role("button", name="Add to the log").click()
    expect(page.locator(".log-one .log-ask")).to_contain_text("still to come")
    expect(report).to_be_focused()
    report.fill("2026-11-21")
    page.get_by_role("button", name="Add to the log").click()
    expect(page.locator("[id='log.items'] > li")).to_contain_text("21 November 2026")


def test_a_file_of_version_1_is_opened_with_its_report(page: Page, log_url: str) -> None:
    page.goto(log_url)
    open_log(page, FROZEN / "incident-log-1.json", KEY)
    items = page.locator("[id='log.items'] > li")
    expect(items).to_have_count(2)
    facts = ["Blue-Lamp", f"proof.png, SHA-256: {ABC}", "21 November 2026, R-12"]
    expect(items.first.locator("dd")).to_contain_text(facts)
    expect(items.nth(1).locator("dd")).to_have_count(0)
