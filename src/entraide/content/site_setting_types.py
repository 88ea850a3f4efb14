"""Types of the settings in `data/settings.yml`: what each may be, and what is said of a wrong one.

They may ask for the locales, which `mkdocs.yml` names.
"""

from collections.abc import Mapping
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from entraide.content.field_types import Number, StrictModel, Tag, Text, WordsByLocale
from entraide.content.setting_types import make_setting_error
from entraide.content.validation import describe_value
from entraide.errors import suggest_name
from entraide.model.locales import get_default_locale, get_language
from entraide.model.rating import ScaleName
from entraide.model.web_address import HTTPS_ADDRESS

# Where “Leave this page” leads, by language: a page that anybody may be looking at, and that
# shows nothing of its reader.
EXITS = {"en": "https://www.bbc.com/weather", "fr": "https://meteofrance.com/"}
# Reading ease that a text should have, by language: those that there is a formula for.
LEAST_SCORES = {"en": 60, "fr": 55}
LONGEST_TEXT = 100_000  # words
MOST_MONTHS = 60
MOST_SECONDS = 86_400  # that a program may take
MOST_CHOICES = 6  # large buttons of the home page: more are no choice


def _check_code(code: object, info: ValidationInfo) -> str:
    """Return the locale of an exit, if there is such a locale."""
    codes = [locale.code for locale in info.data.get("locales", ())]
    if codes and str(code) not in codes:
        what = f"exit.{code} is no locale"
        raise make_setting_error(what, suggest_name(str(code), codes))
    return str(code)


def _read_exits(
    value: object, read: ValidatorFunctionWrapHandler, info: ValidationInfo
) -> Mapping[str, str]:
    """Return an exit for each locale; none at all where `value` is false."""
    if value is False:
        return {}
    return _add_exits(read({} if value is True else value), info)


def _add_exits(exits: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
    """Return an exit for each locale: its own, ours for its language, or that of the default."""
    locales = info.data.get("locales", ())
    if not locales:  # they are wrong themselves
        return exits
    default = get_default_locale(locales)
    fallback = exits.get(default.code) or EXITS.get(get_language(default.lang)) or EXITS["en"]
    return {
        locale.code: exits.get(locale.code) or EXITS.get(get_language(locale.lang)) or fallback
        for locale in locales
    }


def _read_rating(value: object) -> object:
    """Return the name of a scale; None where `value` is false."""
    if value is None:  # which is neither false nor a scale
        raise make_setting_error("rating is empty", "Write five, helpful or false")
    return None if value is False else value


def _check_scored_language(code: object) -> str:
    """Return a language in which reading ease is measured."""
    if code not in LEAST_SCORES:
        what = f"reading_ease.{code} is no language that reading ease is measured in"
        raise make_setting_error(what, suggest_name(str(code), LEAST_SCORES))
    return str(code)


def _check_score(score: object) -> int:
    """Return a reading ease: a whole number from 0 to 100."""
    if isinstance(score, bool) or not isinstance(score, int) or not 0 <= score <= 100:
        what = f"a score in reading_ease is {describe_value(score)}"
        raise make_setting_error(what, "Write a whole number from 0 to 100")
    return score


def _add_scores(scores: Mapping[str, int]) -> Mapping[str, int]:
    """Return a score for each language: ours where none is given."""
    return LEAST_SCORES | dict(scores)


def _read_percent(value: object) -> int:
    """Return a share in percent, written as a number or as `80 %`."""
    number = value.rstrip("% \t") if isinstance(value, str) else value
    if isinstance(number, str) and number.isdecimal() and len(number) < 4:
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 100:
        what = f"publish_at is {describe_value(value)}"
        raise make_setting_error(what, "Write a whole number of percent from 1 to 100")
    return number


def _check_time_zone(name: object) -> str:
    """Return the name of a time zone that this machine knows."""
    try:
        return ZoneInfo(str(name)).key
    except (ValueError, OSError, LookupError):
        what = f"time_zone is {describe_value(name)}, which is no time zone"
        raise make_setting_error(what, "Write its name, as in Europe/Paris") from None


class WordLimits(StrictModel):
    """How long an entry should be, in words."""

    shortest: Annotated[int, Field(ge=0, le=LONGEST_TEXT)] = 150
    longest: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = 600

    @model_validator(mode="after")
    def check_order(self) -> "WordLimits":
        if self.shortest > self.longest:
            what = f"words.shortest is {self.shortest}, more than words.longest, {self.longest}"
            raise make_setting_error(what, "Give the smaller number to shortest")
        return self


class ReviewMonths(StrictModel):
    """After how many months a person looks again."""

    entries: Annotated[int, Field(ge=1, le=MOST_MONTHS)] = 6
    services: Annotated[int, Field(ge=1, le=MOST_MONTHS)] = 6


class MachineTranslation(StrictModel):
    """A program that translates, and how many seconds it has for all that it is given."""

    command: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    seconds: Annotated[int, Field(ge=1, le=MOST_SECONDS)] = 600


class ChoiceRow(StrictModel):
    """A large button of the home page: what it says, where it leads, its sign."""

    label: WordsByLocale
    entry: Number
    icon: Tag | None = None


class HomeLayout(StrictModel):
    """What the home page shows first."""

    choices: Annotated[tuple[ChoiceRow, ...], Field(strict=False, max_length=MOST_CHOICES)] = ()
    categories: Annotated[tuple[Tag, ...], Field(strict=False)] = ()
    featured: Annotated[tuple[Number, ...], Field(strict=False)] = ()


Percent = Annotated[int, BeforeValidator(_read_percent, json_schema_input_type=int | str)]
TimeZone = Annotated[str, BeforeValidator(_check_time_zone)]
HttpsUrl = Annotated[str, Field(pattern=f"^(?:{HTTPS_ADDRESS})$")]
_Code = Annotated[str, BeforeValidator(_check_code)]
_ExitsByLocale = dict[_Code, HttpsUrl]
Exits = Annotated[
    _ExitsByLocale, WrapValidator(_read_exits, json_schema_input_type=bool | _ExitsByLocale)
]
Rating = Annotated[
    ScaleName | None,
    BeforeValidator(_read_rating, json_schema_input_type=ScaleName | Literal[False]),
]
_Scored = Annotated[str, BeforeValidator(_check_scored_language)]
_Score = Annotated[int, BeforeValidator(_check_score)]
Scores = Annotated[dict[_Scored, _Score], AfterValidator(_add_scores)]
