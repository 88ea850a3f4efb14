"""Read the channels, one file a country in `data/channels/`.

Every record is validated on its own, so that a mistake in one hides no other, and an entry that
names a valid channel is not told that it does not exist. A project without the folder has none.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from entraide.content.babel_locales import get_country_names, is_known_language
from entraide.content.data.files import check_locales, read_data
from entraide.content.data.folder import CHANNELS
from entraide.content.data.known_fact_fields import KNOWN, SeenBy, SeenOn, Sources
from entraide.content.field_types import (
    COUNTRY,
    EMAIL,
    HTTPS,
    PHONE_NUMBER,
    Tag,
    Text,
    WordsByLocale,
)
from entraide.content.linked_files import explain_dead_link
from entraide.content.plain_text import check_data_signs
from entraide.content.settings import Settings
from entraide.content.validation import validate
from entraide.content.yaml.documents import YamlDocument
from entraide.content.yaml.losses import YamlPath
from entraide.errors import FileLine, Problem, ProblemLog, suggest_name
from entraide.model.channel import REGIONS, Channel, ChannelStatus, Identity
from entraide.model.known_fact import Origin

PhoneDigits = Annotated[str, Field(pattern=PHONE_NUMBER)]


class ChannelFact(StrEnum):
    """What may be known of a service from memory only; `note` is whatever else is to be settled."""

    URL = "url"
    EMAIL = "email"
    PHONE = "phone"
    SMS = "sms"
    HOURS = "hours"
    COST = "cost"
    LANGUAGES = "languages"
    IDENTITY = "identity"
    NOTE = "note"


class ChannelRow(BaseModel):
    """One service; what no source confirms stands under `unverified`, and is never shown."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Annotated[
        Tag, Field(description="The country and a name, such as fr-pharos. Never change it.")
    ]
    country: Annotated[
        str,
        Field(pattern=COUNTRY, description="Two letters such as FR; or europe, international."),
    ]
    topics: Annotated[list[Tag], Field(min_length=1, description="Ids of data/topics.yml.")]
    name: Annotated[WordsByLocale, Field(description="In every language.")]
    official_in: Annotated[
        list[str],
        Field(
            default_factory=list,
            description="Languages in which the service uses that name itself.",
        ),
    ]
    purpose: Annotated[WordsByLocale, Field(description="What it is for, in one or two sentences.")]
    not_for: Annotated[WordsByLocale, Field(description="What it is not for: always shown.")]
    url: Annotated[
        Annotated[str, Field(pattern=HTTPS)] | None, Field(description="Its address, over https.")
    ] = None
    email: Annotated[
        Annotated[str, Field(pattern=EMAIL)] | None, Field(description="Its e-mail address.")
    ] = None
    phone: Annotated[
        PhoneDigits | None,
        Field(description="As +33805805817, or a short number as 3018. In quotes."),
    ] = None
    sms: Annotated[
        PhoneDigits | None, Field(description="A number for text messages, in the same form.")
    ] = None
    hours: Annotated[WordsByLocale, Field(default_factory=dict, description="When it answers.")]
    cost: Annotated[WordsByLocale, Field(default_factory=dict, description="What it costs.")]
    languages: Annotated[
        list[Text],
        Field(default_factory=list, description="The languages it speaks, such as [fr, en]."),
    ]
    identity: Annotated[
        Identity, Field(strict=False, description="Whether it asks who you are.")
    ] = Identity.UNKNOWN
    minors_only: Annotated[bool, Field(description="It is for minors only.")] = False
    emergency: Annotated[bool, Field(description="It is for emergencies.")] = False
    known: Annotated[Origin | None, Field(strict=False, description=KNOWN)] = None
    seen_on: SeenOn = None
    seen_by: SeenBy = None
    sources: Sources
    status: Annotated[ChannelStatus, Field(strict=False)]
    review_by: Annotated[
        dt.date | None, Field(description="The last day on which it is shown.")
    ] = None
    unverified: Annotated[
        dict[Annotated[ChannelFact, Field(strict=False)], Text],
        Field(
            default_factory=dict, description="What no source confirms yet, by key. Never shown."
        ),
    ]


class ChannelRows(RootModel[Annotated[list[ChannelRow], Field(min_length=1)]]):
    """The services of one country, in the order in which its page shows them."""


def read_channels(settings: Settings, log: ProblemLog) -> dict[str, Channel]:
    """Read every channel; return them by id, in the order of the files."""
    channels: dict[str, Channel] = {}
    folder = settings.data / CHANNELS
    if fault := explain_dead_link(folder):
        log.add(FileLine(settings.make_relative(folder), 1), *fault)
    for file in sorted(folder.glob("*.yml")):
        path, document = read_data(settings, file, log)
        if not document.is_sound:
            continue
        if not isinstance(document.value, list) or not document.value:
            validate(ChannelRows, document, path, log)
            continue
        log.extend(check_data_signs(document, path))
        for index in range(len(document.value)):
            channel = _read_channel(settings, path, document.get_item(index), log)
            if channel and channel.id in channels:
                log.append(_make_duplicate_problem(channel, channels[channel.id]))
            elif channel:
                channels[channel.id] = channel
    return channels


def _read_channel(
    settings: Settings, path: str, record: YamlDocument, log: ProblemLog
) -> Channel | None:
    """Read one record; return None where it does not have the shape of one."""
    row = validate(ChannelRow, record, path, log)
    if row is None:
        return None
    log.extend(_check_texts(row, settings, path, record))
    for location, message in _find_unknown_values(row, path):
        log.add(FileLine(path, record.get_line(location)), *message)
    facts = dict(row) | {
        "topics": tuple(row.topics),
        "official_in": tuple(row.official_in),
        "languages": tuple(row.languages),
        "sources": tuple(row.sources),
        "lines": {".".join(map(str, location)): line for location, line in record.lines.items()},
    }
    return Channel(path=path, line=record.get_line(()), **facts)


def _find_unknown_values(row: ChannelRow, path: str) -> Iterator[tuple[YamlPath, tuple[str, str]]]:
    """Yield each value that names no country, language or locale: its place, and what and cure."""
    if Path(path).stem != row.country.lower():  # staff look for it in the file of its country
        what = f"a channel of “{row.country}” stands in {Path(path).name}"
        yield ("country",), (what, f"Move it to {row.country.lower()}.yml, or correct its country")
    if row.country not in REGIONS and row.country not in get_country_names():
        what = f"“{row.country}” is no country"
        yield ("country",), (what, "Write its ISO 3166-1 code, as in FR")
    for index, tag in enumerate(row.languages):
        if not is_known_language(tag):
            yield ("languages", index), (f"“{tag}” is no language", "Write its tag, as in fr")
    for index, code in enumerate(row.official_in):
        if code not in row.name:
            what = f"“official_in” has “{code}”, in which there is no name"
            yield ("official_in", index), (what, suggest_name(code, row.name))


def _check_texts(
    row: ChannelRow, settings: Settings, path: str, record: YamlDocument
) -> Iterator[Problem]:
    """Yield a problem for each text that a locale lacks; hours and cost may be left out."""
    texts: Mapping[str, Mapping[str, str]] = {
        "name": row.name,
        "purpose": row.purpose,
        "not_for": row.not_for,
        **{key: words for key in ("hours", "cost") if (words := getattr(row, key))},
    }
    for key, words in texts.items():
        location = FileLine(path, record.get_line((key,)))
        yield from check_locales(words, settings.locales, f"{row.id}: {key}", location)


def _make_duplicate_problem(channel: Channel, first: Channel) -> Problem:
    """Return the problem that `channel` has the id of `first`."""
    what = f"the channel “{channel.id}” is defined twice, first on line {first.line}"
    if first.path != channel.path:
        what += f" of {first.path}"
    return Problem(FileLine(channel.path, channel.lines["id"]), what, "Keep one of them")
