"""The desk of `entraide serve`: it runs beside the preview, with sample data.

Its store has some proposals, votes and comments, and one account with a new password; its secret is
new each time. The site's published files are written when the desk asks for them.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click
from fastapi import FastAPI
from sqlalchemy import Connection
from starlette.types import ASGIApp

from entraide.cli.demo_feedback import put_demo_feedback
from entraide.cli.demo_proposals import put_demo_proposals
from entraide.cli.demo_site import DemoSite, DemoTexts, PublishedFolder
from entraide.content.settings import Settings
from entraide.desk.app import build_app
from entraide.desk.clock import get_now
from entraide.desk.desk import open_desk
from entraide.desk.logs import LOGGER
from entraide.desk.migrate import migrate, open_store
from entraide.desk.server import prepare
from entraide.desk.settings import OWN_WORDS, DeskSettings, StoreSettings
from entraide.desk.staff import accounts
from entraide.model.staff_roles import Role
from entraide.preview.live_preview import LivePreview

ACCOUNT = "demo"


@asynccontextmanager
async def open_demo_desk(
    settings: Settings, address: str, preview: LivePreview
) -> AsyncIterator[ASGIApp]:
    """Run a desk beside `preview`, whose site is read at `address`, within the `with` block."""
    app = await asyncio.to_thread(_build_desk, settings, address, preview)
    async with app.router.lifespan_context(app):
        yield app


def _build_desk(settings: Settings, address: str, preview: LivePreview) -> FastAPI:
    published = PublishedFolder(preview)
    published.write_lists()
    for_trying = _make_desk_settings(settings, published.folder, urlsplit(address).path)
    migrate(for_trying, create=True)
    prepare(for_trying, 1, get_now)
    password = renew_password(for_trying)
    click.echo(f"For staff: {address}desk/staff/ (name: {ACCOUNT}, password: {password})")
    desk = replace(open_desk(for_trying), site=DemoSite(published), texts=DemoTexts(published))
    put_demo_proposals(desk)
    put_demo_feedback(desk, ACCOUNT)
    LOGGER.setLevel(logging.WARNING)
    return build_app(desk)


def _make_desk_settings(settings: Settings, site: Path, base: str) -> DeskSettings:
    words = settings.root / OWN_WORDS
    return DeskSettings(
        database_url=f"sqlite:///{settings.root / 'var' / 'demo.sqlite3'}",
        secret=secrets.token_urlsafe(32),
        site_dir=site,
        locales_dir=words if words.is_dir() else OWN_WORDS,
        base=base,
    )


def renew_password(settings: StoreSettings) -> str:
    """Return a new password of the account ACCOUNT, which is made if it does not exist.

    Its second factor is removed, since the key was made with the secret of an earlier run.
    """

    def renew(connection: Connection) -> str:
        known = [each for each in accounts.list_accounts(connection) if each.name == ACCOUNT]
        if not known:
            return accounts.add_account(connection, ACCOUNT, Role.MODERATOR, initial=False)
        if known[0].has_factor:
            accounts.reset_factor(connection, ACCOUNT)
        return accounts.set_password(connection, ACCOUNT, initial=False)

    with open_store(settings) as store:
        return store.write(renew)
