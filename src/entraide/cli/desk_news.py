"""`entraide desk news`: tell staff what came since the last time, by webhook and by e-mail."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

import click

from entraide.cli.news_channels import send_by_mail, send_to_webhook
from entraide.desk.clock import get_now
from entraide.desk.migrate import open_store
from entraide.desk.news import News, make_news
from entraide.desk.news_settings import find_missing_settings
from entraide.desk.page_templates import PageTemplates
from entraide.desk.published_site import PublishedSite
from entraide.desk.settings import DeskSettings, read_desk_settings
from entraide.desk.store import Store
from entraide.desk.store_state import read_state, write_state
from entraide.errors import EntraideError, EnvironmentVariable, Problem, SettingsError

LONGEST = 30  # days that that are told of, where the last time is long ago
Send = Callable[[News], Problem | None]


@click.command("news")
@click.option("--show", is_flag=True, help="Print it, and send and remember nothing.")
def send_news(*, show: bool) -> None:
    """Tell staff what came on the days since the last time: counts and links alone.

    Settings say where it goes: a webhook, an e-mail, or both. Run it once a day. What a channel did
    not take comes again the next time. Nothing is sent where nothing came.
    """
    settings = read_desk_settings()
    site, templates = PublishedSite(settings.site_dir), PageTemplates(settings.locales_dir)
    until = get_now().date() - timedelta(days=1)
    with open_store(settings) as store:
        make = partial(_read_news, store, site, until)
        if show:
            news = make(until - timedelta(days=1))
            click.echo(_format_mail(templates, site, news)[1] if news.has_new else "Nothing came.")
            return
        problems = list(_send_all(store, _list_channels(settings, templates, site), make, until))
    if problems:
        raise EntraideError(*problems)


def _list_channels(
    settings: DeskSettings, templates: PageTemplates, site: PublishedSite
) -> dict[str, Send]:
    """Return what sends a news, by its name; SettingsError if nothing is set, or half."""
    if problems := list(find_missing_settings(settings)):
        raise SettingsError(*problems)
    channels: dict[str, Send] = {}
    if settings.webhook_url:
        channels["webhook"] = partial(send_to_webhook, settings)
    if settings.smtp_server:
        channels["e-mail"] = lambda news: send_by_mail(
            settings, *_format_mail(templates, site, news)
        )
    if not channels:
        what = "no webhook and no mail server is set"
        cure = "Set it, or ENTRAIDE_SMTP_SERVER; read: entraide handbook be-told-of-news"
        raise SettingsError(Problem(EnvironmentVariable("ENTRAIDE_WEBHOOK_URL"), what, cure))
    return channels


def _send_all(
    store: Store, channels: dict[str, Send], make: Callable[[date], News], until: date
) -> Iterator[Problem]:
    """Send each channel what it has not had, and yield what went wrong."""
    for name, send in channels.items():
        state = f"news-{name}"
        last_day = store.read(partial(read_state, name=state))
        news = make(date.fromisoformat(last_day) if last_day else until - timedelta(days=1))
        problem = send(news) if news.has_new else None
        if problem:
            yield problem
            continue
        store.write(partial(write_state, name=state, value=until.isoformat()))
        click.echo(f"Sent by {name}." if news.has_new else f"Nothing to send by {name}.")


def _read_news(store: Store, site: PublishedSite, until: date, last_day: date) -> News:
    """Return the news of the days after `last_day`, LONGEST at most; none where all is told."""
    since = max(last_day + timedelta(days=1), until - timedelta(days=LONGEST - 1))
    return store.read(lambda connection: make_news(connection, site.snapshot, since, until))


def _format_mail(templates: PageTemplates, site: PublishedSite, news: News) -> tuple[str, str]:
    """Return the subject and the text of an e-mail, in the first language of the site."""
    locale = site.snapshot.data.locales[0]
    counts = templates.render_text("staff/news_counts.html", locale, counts=news.new)
    return f"{news.site}: {counts}", templates.render_text(
        "staff/news_mail.html", locale, news=news
    )
