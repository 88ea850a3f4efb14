"""The settings of what staff are told outside of the desk: a feed, a webhook, e-mail.

All of it is off unless set, and a part of the settings of the desk (`settings.py`). What needs
another one to be of use is told by `find_missing_settings`, before anything is sent.
"""

from collections.abc import Iterator

from pydantic import BaseModel, Field

from entraide.desk.setting_types import (
    IpAddresses,
    MailAddress,
    MailAddresses,
    MailServer,
    OptionalSecret,
    WebhookUrl,
)
from entraide.errors import EnvironmentVariable, Problem

WEBHOOK_URL, WEBHOOK_SECRET = "ENTRAIDE_WEBHOOK_URL", "ENTRAIDE_WEBHOOK_SECRET"
SMTP_SERVER, MAIL_FROM, MAIL_TO = "ENTRAIDE_SMTP_SERVER", "ENTRAIDE_MAIL_FROM", "ENTRAIDE_MAIL_TO"
SMTP_USER, SMTP_PASSWORD = "ENTRAIDE_SMTP_USER", "ENTRAIDE_SMTP_PASSWORD"


class NewsSettings(BaseModel):
    """Where counts and links are sent; no word of a visitor ever is."""

    staff_feed_token: OptionalSecret = Field(
        default="",
        validation_alias="ENTRAIDE_STAFF_FEED_TOKEN",
        title="text",
        description="the secret end of the address of an Atom feed for staff, at "
        "`desk/news/<this>/`; without it, there is none",
        repr=False,
    )
    webhook_url: WebhookUrl = Field(
        default="",
        validation_alias=WEBHOOK_URL,
        title="address",
        description="where `entraide desk news` sends counts as JSON",
        repr=False,  # many have a secret in their path
    )
    webhook_secret: OptionalSecret = Field(
        default="",
        validation_alias=WEBHOOK_SECRET,
        title="text",
        description="the key that signs what goes there",
        repr=False,
    )
    webhook_allow: IpAddresses = Field(
        default=(),
        validation_alias="ENTRAIDE_WEBHOOK_ALLOW",
        title="addresses",
        description="private IP addresses that the webhook may be at, with commas; public ones may "
        "always",
    )
    smtp_server: MailServer = Field(
        default="",
        validation_alias=SMTP_SERVER,
        title="host:port",
        description="the server by which `entraide desk news` sends an e-mail: `:465` begins in "
        "TLS, any other port is asked for STARTTLS; without encryption on this machine alone",
    )
    smtp_user: str = Field(
        default="", validation_alias=SMTP_USER, title="text", description="the account there"
    )
    smtp_password: str = Field(
        default="",
        validation_alias=SMTP_PASSWORD,
        title="text",
        description="its password",
        repr=False,
    )
    mail_from: MailAddress = Field(
        default="",
        validation_alias=MAIL_FROM,
        title="e-mail address",
        description="who the e-mail is from",
    )
    mail_to: MailAddresses = Field(
        default=(),
        validation_alias=MAIL_TO,
        title="e-mail addresses",
        description="whom the e-mail is for, with commas",
    )


def find_missing_settings(settings: NewsSettings) -> Iterator[Problem]:
    """Yield a problem for each setting that another one needs."""
    pairs = (
        (settings.webhook_url, WEBHOOK_URL, settings.webhook_secret, WEBHOOK_SECRET),
        (settings.webhook_secret, WEBHOOK_SECRET, settings.webhook_url, WEBHOOK_URL),
        (settings.smtp_server, SMTP_SERVER, settings.mail_from, MAIL_FROM),
        (settings.smtp_server, SMTP_SERVER, settings.mail_to, MAIL_TO),
        (settings.mail_to, MAIL_TO, settings.smtp_server, SMTP_SERVER),
        (settings.smtp_user, SMTP_USER, settings.smtp_password, SMTP_PASSWORD),
    )
    for value, name, needed, other in pairs:
        if value and not needed:
            what = f"{name} is set, and this is not"
            yield Problem(EnvironmentVariable(other), what, "Set both, or neither")
