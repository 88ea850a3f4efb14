"""Channels as files: what is read, what is refused, and what we ship."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entraide.content.checks import CHECKS, SLOW_CHECKS, check_project
from entraide.content.checks.upkeep import UPKEEP_CHECKS
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.errors import select_errors
from support.projects import format_flow, write_site

DAY = date(2026, 11, 21)
TOPICS = "- {id: danger, label: {en: D, fr: D}, description: {en: D, fr: D}}\n"


DIGITS = "Write digits only: +33805805817 with its country, or 3018 as dialled there"


def make_words(text: str) -> dict[str, str]:
    return {"en": text, "fr": text}


RECORD: dict[str, Any] = {
    "id": "fr-line",
    "country": "FR",
    "topics": ["danger"],
    "name": make_words("Line"),
    "purpose": make_words("For this"),
    "not_for": make_words("Not for that"),
    "phone": "3018",
    "known": "stored copy",
    "seen_on": date(2026, 11, 1),
    "sources": ["line.example, 2026", "two.example"],
    "status": "published",
    "review_by": date(2027, 5, 1),
}


def make_record(**facts: Any) -> str:
    """One record, one key a line; a fact that is None is left out."""
    lines = [f"{key}: {format_flow(fact)}" for key, fact in {**RECORD, **facts}.items() if fact]
    return "- " + "\n  ".join(lines) + "\n"


def read_records(root: Path, *records: str, file: str = "fr", **files: str) -> SiteReading:
    texts = {f"data/channels/{file}.yml": "\n".join(records), "data/topics.yml": TOPICS}
    others = {f"data/channels/{name}.yml": text for name, text in files.items()}
    return read_site(read_settings(write_site(root, texts | others) / "mkdocs.yml"))


def list_problems(root: Path, *records: str, day: date = DAY, **files: Any) -> list[str]:
    found = check_project(read_records(root, *records, **files), day, checks=CHECKS + UPKEEP_CHECKS)
    return [str(problem) for problem in found]


def get_only_problem(root: Path, *records: str) -> str:
    """The one problem there is, without the path that all share."""
    (problem,) = list_problems(root, *records)
    return problem.removeprefix("data/channels/fr.yml:")


def test_a_record_is_read_whole(tmp_path: Path) -> None:
    site = read_records(
        tmp_path, make_record(sms="114", languages=["fr", "nl"], identity="asked")
    ).site
    channel = site.channels["fr-line"]
    assert (channel.path, channel.line) == ("data/channels/fr.yml", 1)
    assert (channel.phone, channel.sms, channel.languages) == ("3018", "114", ("fr", "nl"))
    assert (channel.status, channel.identity) == ("published", "asked")
    assert (channel.known, channel.seen_on) == ("stored copy", date(2026, 11, 1))
    assert channel.sources == ("line.example, 2026", "two.example")
    assert channel.lines["name.fr"] == 4
    assert {"channel.fr-line", "where.danger"} <= site.insert_names


def test_a_project_without_channels_has_none(tmp_path: Path) -> None:
    found = read_site(read_settings(write_site(tmp_path, {}) / "mkdocs.yml"))
    assert (found.site.channels, found.site.topics, found.problems) == ({}, {}, [])


def test_a_mistake_in_one_record_hides_no_other(tmp_path: Path) -> None:
    wrong = make_record(
        id="fr-wrong", phone="30 18", hour=make_words("x"), status="sure", name=None
    )
    found = read_records(
        tmp_path, wrong, make_record(), make_record(id="fr-third", phone="119", not_for=None)
    )
    assert set(found.site.channels) == {"fr-line"}
    assert [str(problem).split(":", 1)[1] for problem in sorted(found.problems)] == [
        "1: “name” is missing. Add “name: …”.",
        f"6: “phone” has “30 18”. {DIGITS}.",
        "10: “status” is “sure”. Use “published”, “conflict” or “unverified”.",
        "12: “hour” is not a key here. Did you mean “hours”?",
        "27: “not_for” is missing. Add “not_for: …”.",
    ]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"url": "http://x.example"}, "Write the full address, from https:// on"),
        ({"url": "https://X.example/"}, "its host in small letters"),
        ({"url": "https://x.example\u00a0/"}, "Write the full address"),
        ({"url": "javascript:alert(1)"}, "Write the full address"),
        ({"email": "x at y.example"}, "Write it as in help@square.example"),
        ({"phone": "٣٠١٨"}, "Write digits only"),
        ({"phone": 3018}, "“phone” is 3018, not text"),
        ({"country": "France"}, "Write two capitals, as in FR, or europe or international"),
        ({"topics": []}, "“topics” is missing"),
        ({"unverified": {"fone": "1"}}, "“unverified.fone” is “fone”. Use “url”, “email”"),
        ({"not_for": {"en": "Only"}}, "“fr-line: not_for” has no words in “fr”. Add fr: …"),
        ({"hours": {"fr": "Toujours"}}, "“fr-line: hours” has no words in “en”. Add en: …"),
        ({"seen_on": "2026-02-31"}, "which is no date"),
        ({"known": "heard"}, "“known” is “heard”. Use “own page”, “stored copy” or “secondary”"),
        ({"sources": "line.example"}, "“sources” is “line.example”, not a list"),
    ],
)
def test_the_reader_refuses_a_wrong_record(
    tmp_path: Path, facts: dict[str, Any], said: str
) -> None:
    assert said in str(min(read_records(tmp_path, make_record(**facts)).problems))


HOSTILE = [
    "a: [",
    "x",
    "- x",
    "- [a]",
    "{id: a}",
    "",
    "- &a [*a]",
    "- id: !!int x",
    "- id: a\n  id: b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_that_holds_no_records_is_reported_and_not_raised(tmp_path: Path, text: str) -> None:
    found = read_records(tmp_path, text)
    assert found.site.channels == {}
    assert {problem.path for problem in found.problems} == {"data/channels/fr.yml"}


def test_a_file_that_was_refused_is_not_reported_again_in_entries(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/en/scams/a.md": {"body": "{{channel.fr-line}}\n"}})
    found = select_errors(check_project(read_records(tmp_path, "a: ["), DAY))
    assert [problem.path for problem in found] == ["data/channels/fr.yml"]


def test_two_records_of_one_id_are_refused(tmp_path: Path) -> None:
    said = get_only_problem(tmp_path, make_record(), make_record(phone="119"))
    assert said == "14: the channel “fr-line” is defined twice, first on line 1. Keep one of them."


def test_a_record_stands_in_the_file_of_its_country(tmp_path: Path) -> None:
    assert get_only_problem(tmp_path, make_record(country="BE", phone="101")) == (
        "2: a channel of “BE” stands in fr.yml. Move it to be.yml, or correct its country."
    )


def test_a_country_code_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    assert get_only_problem(tmp_path, make_record(phone="+9991234567")) == (
        "7: nobody can dial +9991234567 in “FR”. Compare it with its source: "
        "+33805805817 with its country, or 3018."
    )


def test_a_number_of_two_services_is_refused(tmp_path: Path) -> None:
    assert get_only_problem(tmp_path, make_record(), make_record(id="fr-other")) == (
        "20: 3018 is the number of “fr-line” too. Correct one of them, or remove “fr-other”."
    )


def test_services_for_an_emergency_may_share_a_number(tmp_path: Path) -> None:
    twice = (make_record(id=f"fr-{name}", phone="17", emergency=True) for name in ("a", "b"))
    assert list_problems(tmp_path, *twice) == []


def test_the_same_short_number_in_two_countries_is_no_mistake(tmp_path: Path) -> None:
    here, there = make_record(phone="112"), make_record(id="be-line", country="BE", phone="112")
    assert list_problems(tmp_path, here, be=there) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"topics": ["dangre"]}, "3: there is no topic “dangre”. Did you mean “danger”?"),
        ({"phone": "+33805805"}, "7: nobody can dial +33805805 in “FR”. "),
        ({"phone": "+3280021234"}, "7: nobody can dial +3280021234 in “FR”. "),
        ({"sms": "99999"}, "13: nobody can dial 99999 in “FR”. "),
        ({"languages": ["fr", "xx"]}, "13: “xx” is no language. Write its tag, as in fr."),
        ({"official_in": ["de"]}, "13: “official_in” has “de”, in which there is no name. "),
        ({"review_by": None}, "11: “fr-line” is published, and has no “review_by”. "),
        ({"known": None}, "10: nothing says how “fr-line” is known. Add “known: …”: own page"),
        ({"sources": None}, "10: “fr-line” has no “sources”. Add “sources: "),
        ({"seen_by": "Ada"}, "13: “fr-line” has “seen_by”, and is not known from its own page. "),
        ({"known": "own page"}, "8: “fr-line” is known from its own page, and nobody is named. "),
        (
            {"known": "own page", "seen_by": "Ada", "seen_on": None},
            "8: “fr-line” is known from its own page, and has no day. ",
        ),
        ({"seen_by": " "}, "13: “seen_by” is blank"),
        ({"review_by": date(2026, 1, 1)}, "12: “review_by” is 2026-01-01, not after “seen_on”"),
        ({"seen_on": date(2999, 5, 1)}, "9: “seen_on” is 2999-05-01, a day that"),
    ],
)
def test_check_reports_a_wrong_record(tmp_path: Path, facts: dict[str, Any], said: str) -> None:
    problems = list_problems(tmp_path, make_record(**facts))
    assert any(problem.startswith(f"data/channels/fr.yml:{said}") for problem in problems)


def test_a_country_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    problems = list_problems(tmp_path, make_record(country="XY", phone=None), file="xy")
    assert "data/channels/xy.yml:2: “XY” is no country. Write its ISO 3166-1 code, as in FR." in (
        problems
    )


VERIFY = "Open its own page, then run: entraide channels verified fr-line --by NAME."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 3, 31), []),
        (date(2027, 4, 1), [f"warning: “fr-line” expires in 30 days, on 2027-05-01. {VERIFY}"]),
        (date(2027, 4, 30), [f"warning: “fr-line” expires in 1 day, on 2027-05-01. {VERIFY}"]),
        (date(2027, 5, 1), [f"warning: “fr-line” expires at the end of this day. {VERIFY}"]),
        (
            date(2027, 5, 2),
            [f"warning: “fr-line” expired on 2027-05-01: no page shows it any more. {VERIFY}"],
        ),
    ],
)
def test_upkeep_begins_30_days_ahead_and_lists_the_expired(
    tmp_path: Path, day: date, said: list[str]
) -> None:
    assert list_problems(tmp_path, make_record(), day=day) == [
        f"data/channels/fr.yml:12: {one}" for one in said
    ]


def test_upkeep_lists_each_unverified_channel_once(tmp_path: Path) -> None:
    nobody = {"status": "unverified", **dict.fromkeys(("known", "seen_on", "sources", "review_by"))}
    memory = {"url": "x.example", "note": "does it exist"}
    whole = make_record(**nobody, id="fr-a", phone=None, unverified=memory)
    part = make_record(unverified={"hours": "all day"})
    first, second = list_problems(tmp_path, whole, part)
    assert first.startswith(
        "data/channels/fr.yml:7: warning: nobody has verified “fr-a”, so no page shows it "
        "(note: does it exist; url: x.example). Fill in what a source confirms, then run: "
    )
    assert second.startswith(
        "data/channels/fr.yml:22: warning: nobody has verified a part of “fr-line” "
        "(hours: all day). Move what a source confirms"
    )


def test_upkeep_names_what_rests_on_one_source_until_somebody_has_opened_its_page(
    tmp_path: Path,
) -> None:
    own = {"known": "own page", "seen_by": "Ada", "id": "fr-own", "phone": "119"}
    (need,) = list_problems(tmp_path, make_record(sources=["a"]), make_record(**own, sources=["a"]))
    assert need.startswith("data/channels/fr.yml:10: warning: “fr-line” rests on one source. ")


def test_upkeep_says_that_sources_do_not_agree(tmp_path: Path) -> None:
    (need,) = list_problems(tmp_path, make_record(status="conflict"))
    assert need.startswith(
        "data/channels/fr.yml:11: warning: the sources of “fr-line” do not agree, so no page shows "
    )


def test_no_check_repeats_what_only_staff_can_verify(tmp_path: Path) -> None:
    found = read_records(tmp_path, make_record(unverified={"hours": "all day"}))
    assert check_project(found, date(2099, 1, 1), checks=CHECKS + SLOW_CHECKS) == []
