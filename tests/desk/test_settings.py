"""The settings of the desk: all that is wrong is said at once, and no secret is shown."""

from pathlib import Path

import pytest

from entraide.desk.settings import list_settings, read_desk_settings, read_store_settings
from entraide.errors import SettingsError
from support.desk import SECRET


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What is enough to start a desk."""
    return {
        "ENTRAIDE_SECRET_KEY": SECRET,
        "ENTRAIDE_SITE_DIR": str(tmp_path),
        "ENTRAIDE_LOCALES_DIR": str(tmp_path),
    }


def read_error(given: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as error:
        read_desk_settings(given)
    return str(error.value)


def test_a_secret_and_a_site_are_enough(environment: dict[str, str], tmp_path: Path) -> None:
    settings = read_desk_settings(environment)
    assert settings.url.render_as_string() == "sqlite:///var/desk.sqlite3"
    assert (settings.base, settings.site_dir, settings.limits_times) == ("/", tmp_path, 1)
    assert not settings.openapi


def test_every_mistake_is_said_at_once(environment: dict[str, str]) -> None:
    wrong = {
        "ENTRAIDE_DATABASE_URL": "mysql://root:hunter2@host/desk",
        "ENTRAIDE_SECRET_KEY": "short",
        "ENTRAIDE_SITE_DIR": "/nowhere",
        "ENTRAIDE_LOCALES_DIR": "/nowhere",
        "ENTRAIDE_BASE_PATH": "help",
        "ENTRAIDE_TRUSTED_PROXIES": "10.0.0.0/33",
        "ENTRAIDE_IPV6_PREFIX": "65",
        "ENTRAIDE_LIMITS_TIMES": "0",
        "ENTRAIDE_OPENAPI": "yes",
        "ENTRAIDE_FEEDBACK_DAYS": "never",
        "ENTRAIDE_SPAM_DAYS": "-1",
        "ENTRAIDE_PROPOSAL_DAYS": "0",
        "ENTRAIDE_AUDIT_DAYS": "1e3",
    }
    lines = read_error(environment | wrong).splitlines()
    assert sorted(line.partition(":")[0] for line in lines) == sorted(wrong)
    assert "hunter2" not in "".join(lines)
    assert all(line.endswith((".", '"')) for line in lines)


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "   ",
        "a" * 40,
        "abcabcabcabcabcabcabcabcabcabcabcabc",
        "change-me-0Zr9_LmT7uPfK2hQwYb8sNdJcGe",
        "this-is-an-example-0Zr9_LmT7uPfK2hQwY",
        SECRET[:31],
    ],
)
def test_a_secret_that_can_be_guessed_starts_nothing(
    environment: dict[str, str], secret: str
) -> None:
    text = read_error(environment | {"ENTRAIDE_SECRET_KEY": secret})
    assert text.startswith("ENTRAIDE_SECRET_KEY: ")
    assert not secret.strip() or secret not in text


@pytest.mark.parametrize(
    "url",
    [
        "desk.sqlite3",
        "sqlite://",
        "sqlite:///:memory:",
        "postgres://desk@host/desk",
        "postgresql://desk:hunter2@host:port/desk",
        "://",
    ],
)
def test_what_is_no_address_of_a_store_is_refused_and_not_repeated(
    environment: dict[str, str], url: str
) -> None:
    text = read_error(environment | {"ENTRAIDE_DATABASE_URL": url})
    assert text.startswith("ENTRAIDE_DATABASE_URL: this is no address of a store.")
    assert "hunter2" not in text


def test_a_misspelt_setting_is_refused(environment: dict[str, str]) -> None:
    text = read_error(environment | {"ENTRAIDE_TRUSTED_PROXY": "10.0.0.1"})
    assert text == (
        "ENTRAIDE_TRUSTED_PROXY: there is no such setting. Did you mean “ENTRAIDE_TRUSTED_PROXIES”?"
    )


def test_a_variable_of_something_else_is_not_read(environment: dict[str, str]) -> None:
    assert read_desk_settings(environment | {"base": "/help/", "secret": "short"}).base == "/"


def test_no_secret_is_in_what_is_printed_of_the_settings(environment: dict[str, str]) -> None:
    url = {"ENTRAIDE_DATABASE_URL": "postgresql://desk:hunter2@host/desk"}
    settings = read_desk_settings(environment | url)
    assert "hunter2" not in f"{settings!r} {settings}"
    assert SECRET not in f"{settings!r} {settings}"


def test_every_setting_is_described() -> None:
    settings = {setting.name: setting for setting in list_settings()}
    assert all(setting.type and setting.meaning for setting in settings.values())
    assert settings["ENTRAIDE_LIMITS_TIMES"].default == "1"


def test_store_settings_need_no_secret_and_no_site() -> None:
    settings = read_store_settings(
        {"ENTRAIDE_DATABASE_URL": "postgresql://desk@host/desk", "ENTRAIDE_SPAM_DAYS": "7"}
    )
    assert settings.is_postgresql
    assert settings.url.drivername == "postgresql+psycopg"
    assert (settings.file, settings.spam_days, settings.feedback_days) == (None, 7, 365)
