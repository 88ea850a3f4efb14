"""Variables of the environment beside those of the desk: their names, defaults and meanings.

The desk takes them for no mistake, and the handbook lists them beside its own.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingDescription:
    """A variable of the environment, for the handbook; `default` is "" where there is none."""

    name: str
    type: str
    default: str
    meaning: str


DESK_TOKEN = SettingDescription(
    "ENTRAIDE_DESK_TOKEN",
    "text",
    "",
    "for `entraide proposals --desk`: a token of staff; the desk itself does not read it",
)
REPOSITORY = SettingDescription(
    "ENTRAIDE_REPOSITORY",
    "folder",
    "that of the project",
    "for `entraide edit serve`: the clone that it works on, and owns",
)
DESK_ADDRESS = SettingDescription(
    "ENTRAIDE_DESK_ADDRESS",
    "address",
    "http://127.0.0.1:8001",
    "for `entraide edit serve`: where the desk is asked who is signed in; `unix:/path` for a "
    "socket",
)
LINKS_ALLOW = SettingDescription(
    "ENTRAIDE_LINKS_ALLOW",
    "addresses",
    "",
    "for `entraide check --links`: private addresses that it may ask, with commas, as a test "
    "of links within one network needs",
)
AS_OF = SettingDescription(
    "ENTRAIDE_AS_OF",
    "day",
    "today, in UTC",
    "for builds and checks: the day to take for today, as `YYYY-MM-DD`",
)
BUILD_DIR = SettingDescription(
    "ENTRAIDE_BUILD_DIR",
    "folder",
    "that of the project",
    "for builds: where the folders `site` and `.cache` are written, for a project that may "
    "only be read",
)
OTHER_SETTINGS = (DESK_TOKEN, REPOSITORY, DESK_ADDRESS, LINKS_ALLOW, AS_OF, BUILD_DIR)
