"""Outside services: which have to be verified, and recording that somebody has opened their page.

What `entraide channels verified` writes is written here, and committed.
"""

from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from entraide.content.data.channel_editor import verify_channel
from entraide.content.data.channel_verification import ChannelVerification, rank_channel
from entraide.content.dates import add_months
from entraide.content.file_plan import ChangePlan
from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.editor.entry_text import BLANKS
from entraide.editor.project_changes import apply_plan, refuse_mistakes
from entraide.editor.visit import EditorVisit
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.channel import Channel, ChannelState
from entraide.model.hidden_characters import HIDDEN_CHARACTER

FIELDS = ("by", "on", "until", "source")
LONGEST_LINE = 500  # letters of a field
SCHEMES = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """An outside service in the list: its state today, and the days until it is shown no more."""

    channel: Channel
    name: str
    state: ChannelState
    days_left: int | None


def show_services(visit: EditorVisit) -> Response:
    """Answer with the services that the query asks for, those first that a person must open."""
    site, today = visit.editor.site.build.reading.site, visit.editor.day
    state, country = visit.get_query("state"), visit.get_query("country")
    channels = [
        channel
        for channel in site.channels.values()
        if state in {"", channel.get_state(today).value} and country in {"", channel.country}
    ]
    channels.sort(key=lambda channel: rank_channel(channel, today))
    countries = sorted({channel.country for channel in site.channels.values()})
    return visit.render(
        "services",
        rows=[_make_row(visit, each) for each in channels],
        states=[(each, each.value == state) for each in ChannelState],
        countries=[(each, each == country) for each in countries],
    )


def show_service(visit: EditorVisit) -> Response:
    """Answer with the facts of a service, and the form that says that somebody has checked them."""
    channel, today = _find_channel(visit), visit.editor.day
    months = visit.editor.settings.review_months.services
    name = visit.writer.name if visit.writer else ""
    typed = {"by": name, "on": today.isoformat(), "until": "", "source": ""}
    return _render(visit, channel, typed | {"until": add_months(today, months).isoformat()})


def verify_service(visit: EditorVisit) -> Response:
    """Record that somebody has opened the page of a service, or say why not."""
    channel, editor = _find_channel(visit), visit.editor
    typed = {name: _read_line(visit, name) for name in FIELDS}
    if visit.session.is_proven and visit.session.writer:
        typed["by"] = visit.session.writer.name
    try:
        verification = _read_verification(channel, typed)
        refuse_mistakes(verification.iter_mistakes(editor.day))
        file = editor.settings.root / channel.path
        before = file.read_bytes().decode()
        text = verify_channel(
            before,
            channel.path,
            channel.id,
            by=typed["by"],
            on=verification.on,
            until=verification.until,
            source=verification.page,
        )
        message = f"Service {channel.id}: own page, seen by {typed['by']}"
        plan = ChangePlan({file: text}, expected={file: before})
        apply_plan(editor, plan, message, visit.writer)
    except EntraideError as error:
        return _render(visit, channel, typed, error.problems)
    return visit.redirect(f"services/{channel.id}/?done=verified")


def _read_verification(channel: Channel, typed: dict[str, str]) -> ChannelVerification:
    """Return what a form says; EntraideError where a field is none."""
    problems = []
    if not any(map(str.isalnum, typed["by"])):
        problems.append(Problem(Argument("by"), "nobody has said who they are", "Write your name"))
    days: dict[str, date] = {}
    for name in ("on", "until"):
        try:
            days[name] = date.fromisoformat(typed[name])
        except ValueError:
            what, cure = f"“{typed[name]}” is no day", "Write it as 2026-12-31"
            problems.append(Problem(Argument(name), what, cure))
    source = typed["source"]
    if source and (not source.startswith(SCHEMES) or " " in source):
        what, cure = "this is no address of a page", "Copy all of it, from https:// on"
        problems.append(Problem(Argument("source"), what, cure))
    refuse_mistakes(problems)
    return ChannelVerification(channel, days["on"], days["until"], source or None)


def _read_line(visit: EditorVisit, name: str) -> str:
    line = BLANKS.sub(" ", visit.get_field(name)).strip()[:LONGEST_LINE]
    return HIDDEN_CHARACTER.sub("", line)


def _find_channel(visit: EditorVisit) -> Channel:
    channels = visit.editor.site.build.reading.site.channels
    channel = channels.get(str(visit.request.path_params["id"]))
    if channel is None:
        raise RefusalError(NOT_FOUND)
    return channel


def _make_row(visit: EditorVisit, channel: Channel) -> ServiceRow:
    today, code = visit.editor.day, visit.locale.code
    name = channel.name.get(code) or next(iter(channel.name.values()), channel.id)
    return ServiceRow(channel, name, channel.get_state(today), channel.count_days_left(today))


def _render(
    visit: EditorVisit,
    channel: Channel,
    typed: dict[str, str],
    problems: tuple[Problem, ...] = (),
) -> Response:
    code = visit.locale.code
    return visit.render_change(
        "service",
        409 if problems else 200,
        row=_make_row(visit, channel),
        purpose=channel.purpose.get(code, ""),
        typed=typed,
        problems=problems,
        done=visit.get_query("done"),
    )
