"""The settings of the site in `data/settings.yml`: what is there, what is off, what texts may do.

A project may have no such file, and each setting has a default.
"""

from dataclasses import fields
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from entraide.content.field_types import StrictModel
from entraide.content.project_format import FORMAT
from entraide.content.site_setting_types import (
    Exits,
    HomeLayout,
    HttpsUrl,
    MachineTranslation,
    Percent,
    Rating,
    ReviewMonths,
    Scores,
    TimeZone,
    WordLimits,
)
from entraide.model.site_parts import SiteParts

FILE_NAME = "settings.yml"


class ContributionLicence(StrictModel):
    """The terms on which people offer their texts; `url` is the page that states them."""

    model_config = ConfigDict(str_strip_whitespace=True)

    name: Annotated[str, Field(min_length=1)]
    url: HttpsUrl


class SiteSettings(StrictModel):
    """What the site offers, and what its texts may do."""

    model_config = ConfigDict(validate_default=True)

    project_format: int = Field(
        FORMAT,
        alias="format",
        ge=1,
        le=FORMAT,
        description="the format of the project’s files, which `entraide upgrade` writes",
    )
    desk: bool = Field(
        default=False,
        description="whether the site has a desk, at `desk/`; without one, pages offer an "
        "e-mail address",
    )
    rating: Rating = Field(
        "five",
        description="how “Was this helpful?” is answered: `five` (from 1 to 5) or `helpful` (yes "
        "or no); `false`: nobody is asked",
    )
    feedback_entry: int | None = Field(
        None, description="the number of the entry that says what is done with what visitors send"
    )
    safety_entry: int | None = Field(
        None,
        description="the number of the entry on using the site safely, which “Stay safe here” "
        "leads to",
    )
    country: str = Field(
        "",
        description="optional: the one country of your readers, as in `data/channels/`: `BE`; its "
        "services then stand in the texts, and nobody is asked to choose a country",
    )
    licence: ContributionLicence | None = Field(
        None,
        description="the licence that people who propose texts agree to: `{ name: CC BY 4.0, url: "
        "https://… }`; without it, they agree that the site may publish and change the texts",
    )
    links: Literal["https", "listed"] = Field(
        "https",
        description="which sites a text may link to: `https` (any, over https) or `listed` (those "
        "in `data/` and this one)",
    )
    contacts: Literal["listed", "any", ""] = Field(
        "",
        description="which numbers and e-mail addresses a text may hold: `listed` (only by "
        "placeholders) or `any`; `listed` by default where `data/channels/` has "
        "services, else `any`",
    )
    reading_ease: Scores = Field(
        {},
        description="the Flesch reading ease below which `check` warns of a text, by language: "
        "`{ en: 80, fr: 75 }`; 60 and 55 by default",
    )
    publish_at: Percent = Field(
        100,
        description="how much of a new translation, in percent of its words, must be there before "
        "readers get it: `80`; its missing passages then stand in the language of the original, "
        "marked; 100 by default",
    )
    machine_translation: MachineTranslation | None = Field(
        None,
        description="optional: the program that `entraide translate machine` asks, and nothing "
        "else does, as its name and its arguments, and how many `seconds` it has: `{ command: "
        "[python3, translate.py], seconds: 600 }`",
    )
    words: WordLimits = Field(
        WordLimits(),
        description="how long an entry should be: `check` warns of one that has other than `{ "
        "shortest: 150, longest: 600 }` words, which are the default",
    )
    review_months: ReviewMonths = Field(
        ReviewMonths(),
        description="after how many months somebody reads an entry again, and looks whether a "
        "service is as it says: `{ entries: 6, services: 6 }` by default; commands write that day",
    )
    time_zone: TimeZone = Field(
        "UTC",
        description="when a day begins for entries with `publish_on` or `archive_on`, as in "
        "`Europe/Paris`",
    )
    home: HomeLayout = Field(
        HomeLayout(),
        description="the home page: `choices`, its large buttons, each with a `label` in every "
        "language, the `entry` that it leads to and an `icon` of Material Design; ids of the "
        "`categories` that come first, in that order; numbers of entries that are `featured` above "
        "them: `{ choices: [{ label: { en: I paid }, entry: 1029, icon: cash }], categories: "
        "[account], featured: [1029] }`",
    )
    exits: Exits = Field(
        {},
        alias="exit",
        description="where “Leave this page” leads, by language: `{ en: https://…, fr: https://… "
        "}`; a weather site by default; `false`: there is no such button",
    )
    exit_keys: bool = Field(
        default=True, description="whether pressing Shift three times leads there too"
    )
    danger: bool = Field(
        default=True,
        description="whether pages have “In danger?”, and the home page and the contact page say "
        "whom to call",
    )
    proposals: bool = Field(
        default=True,
        description="whether readers may propose texts and translations, with the pages for it",
    )
    questions: bool = Field(
        default=False,
        description="whether readers may ask a question, to have an entry about it; needs the "
        "desk. Have it only where somebody reads questions: nobody is answered in person, and a "
        "box that nobody reads misleads people in danger",
    )
    two_people: bool = Field(
        default=False,
        description="whether `entraide edit` publishes a text only when somebody who wrote none of "
        "it has approved it, and whether a proposal counts as accepted only when two members of "
        "staff have accepted it at the desk",
    )
    related: bool = Field(
        default=True, description="whether an entry has “What may also help” below it"
    )
    reading_time: bool = Field(
        default=True, description="whether an entry says how long it takes to read"
    )
    author: bool = Field(default=True, description="whether an entry says who wrote it")
    unreviewed: bool = Field(
        default=True,
        description="whether an entry that nobody has reviewed says so: a native speaker, or "
        "somebody of a support service",
    )
    pdf: bool = Field(
        default=False,
        description="whether pages link to their PDFs, and the page of all entries to that of the "
        "site, where `entraide pdf` has made them of the text as it is",
    )
    index: bool = Field(default=True, description="whether there is a page of all entries, A to Z")
    feeds: bool = Field(default=True, description="whether there are Atom feeds of what changed")
    police: bool = Field(
        default=True,
        description="whether the contact page has addresses for the police and the courts",
    )
    dsa: bool = Field(
        default=True,
        description="whether the legal notice has points of contact under the Digital Services Act",
    )
    accessibility: bool = Field(
        default=True, description="whether there is an accessibility statement"
    )
    security: bool = Field(
        default=True, description="whether there is a `security.txt`, where its facts are given"
    )

    @property
    def parts(self) -> SiteParts:
        """Which parts the site has."""
        switches = {each.name: getattr(self, each.name, True) for each in fields(SiteParts)}
        return SiteParts(
            **switches
            | {
                "exit": bool(self.exits),
                "rating": bool(self.rating),
                "questions": self.questions and self.desk,
            }
        )


SITE_KEYS = tuple(field.alias or name for name, field in SiteSettings.model_fields.items())
