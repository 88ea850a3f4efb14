"""Sign in at the desk in a browser, and move the focus by keyboard."""

from playwright.sync_api import Page, expect

from support.desk_site import Origin
from support.staff import add_account


def make_staff_url(desk: Origin, path: str = "") -> str:
    """The address of a page for staff."""
    return f"{desk.url}desk/staff/{path}"


def sign_in(page: Page, desk: Origin, role: str = "moderator") -> None:
    """Sign in as `role`, a new account of that name."""
    enter(page, desk, role, add_account(desk.desk, role, role))


def enter(page: Page, desk: Origin, name: str, password: str) -> None:
    page.goto(make_staff_url(desk))
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")
    expect(page.locator(".staff-nav")).to_be_visible()


def choose_password(page: Page, first: str, new: str) -> None:
    """Replace the `first` password, which opens no other page."""
    page.locator("#password").fill(first)
    page.locator("#new").fill(new)
    page.locator("#again").fill(new)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("status")).to_contain_text("You have a new password.")


def move_focus_to(page: Page, selector: str) -> None:
    """Press Tab until that has the focus, and see that it shows."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"{selector} is not reached")
