"""`entraide doctor`: report the parts of a project, what each lacks, and what to do next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

from entraide.cli.extras import list_extras, suggest_install
from entraide.cli.tables import format_table
from entraide.content.checks import check_project
from entraide.content.checks.borrowed_words import count_borrowed_words, suggest_files
from entraide.content.checks.project import Project
from entraide.content.data.folder import CHANNELS
from entraide.content.dates import resolve_day
from entraide.content.history import HistoryDepth, ask_git
from entraide.content.missing_words import iter_missing_words
from entraide.content.project_start import WORKFLOWS
from entraide.content.provenance import EntryHistory
from entraide.content.reader import read_site
from entraide.content.settings import find_project, read_settings
from entraide.errors import ProblemLog, select_errors
from entraide.model.channel import ChannelState
from entraide.model.entry import Status
from entraide.model.locales import Locale
from entraide.model.operator_facts import FACTS_BY_DOCUMENT, iter_missing_facts
from entraide.terminal_text import escape_line
from entraide.translation.coverage import measure_coverage

# The pages that the operator's facts make: what each is called, and where its facts stand.
STATEMENTS = {
    "contact": ("ways to reach you", "contact"),
    "legal": ("a legal notice", "operator, host and privacy"),
    "accessibility": ("an accessibility statement", "accessibility"),
}
INVENTED_HOSTS = (".example", "example.org", "example.com", "example.net")  # RFC 2606
OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
GIT = {
    HistoryDepth.WHOLE: ("every earlier text is known", ""),
    HistoryDepth.SHALLOW: ("only newer texts are known", "Fetch the rest: git fetch --unshallow"),
    HistoryDepth.REFUSED: (
        "git does not read this folder, which belongs to somebody else",
        "Allow it: git config --global --add safe.directory '*'",
    ),
    HistoryDepth.MISSING: ("a repository, and no git on this machine", "Install git"),
    HistoryDepth.BROKEN: ("git cannot read this repository", "See what it says: git fsck"),
    HistoryDepth.NONE: (
        "no repository: earlier texts are not known",
        "Keep the folder in git: git init, then commit it",
    ),
}

NO_COMMIT = (
    "a repository without a commit: earlier texts are not known",
    "Record what is there: git add ., then git commit",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of a project: its present state and, if something is to be done, what."""

    part: str
    state: str
    advice: str = ""


@click.command("doctor")
def describe_project() -> None:
    """Say what this project has, what it lacks, and what to do next. Nothing is changed."""
    project = Project(read_site(read_settings(find_project(Path.cwd()))), resolve_day())
    findings = list(list_findings(project))
    for line in format_table([(each.part, each.state) for each in findings], cut=1):
        click.echo(line)
    advice = [each.advice for each in findings if each.advice]
    click.echo("\nWhat to do next:" if advice else "\nNothing is left to be done.")
    for number, text in enumerate(advice, 1):
        click.echo(escape_line(f"{number}. {text}."))


def list_findings(project: Project) -> Iterator[Finding]:
    """Yield the findings on `project`, the most urgent first."""
    errors = select_errors(check_project(project.reading, project.today, project.outlines))
    broken = [error.path for error in errors]
    yield _examine_mistakes(broken)
    yield _examine_address(project)
    yield _examine_entries(project, broken)
    yield from _examine_translations(project)
    yield from _examine_words(project)
    yield from _examine_data(project)
    if _name_facts(project) in broken:
        yield Finding("facts", "not all can be read")
    else:
        yield _examine_facts(project)
        yield from _examine_statements(project)
    yield _examine_services(project, broken)
    yield from _examine_machine(project)


def _examine_mistakes(broken: Sequence[str]) -> Finding:
    """Return the number of mistakes in the project; `broken` has the file of each."""
    if broken:
        return Finding("mistakes", str(len(broken)), "Mend what “entraide check” reports")
    return Finding("mistakes", "none")


def _examine_address(project: Project) -> Finding:
    host = urlsplit(project.settings.site_url).hostname or ""
    advice = "In mkdocs.yml, write where the site will be read: site_url"
    if host.endswith(INVENTED_HOSTS):
        return Finding("address", f"{project.settings.site_url}, an example", advice)
    if host in OWN_HOSTS:
        return Finding("address", f"{project.settings.site_url}, this machine alone", advice)
    return Finding("address", project.settings.site_url)


def _examine_entries(project: Project, broken: Sequence[str]) -> Finding:
    counts = Counter(entry.status for entry in project.site.entries.values())
    state = ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
    docs = f"{project.settings.docs_name}/"
    if counts[Status.PUBLISHED]:
        return Finding("entries", state)
    if any(path.startswith(docs) for path in broken):
        return Finding("entries", state or "none that can be read")
    category = next(iter(project.site.categories), "first-steps")
    example = f'entraide new {category} first-question --title "…"'
    return Finding("entries", state or "none", f"Write the first one: {example}")


def _examine_translations(project: Project) -> Iterator[Finding]:
    for locale in project.site.locales:
        coverage = measure_coverage(project.site, locale.code)
        if coverage.total:
            waiting = len(coverage.waiting)
            advice = f"Translate into {locale.name}: entraide translate status" if waiting else ""
            state = f"{coverage.current} of {coverage.total} translations are current"
            yield Finding(locale.name, state, advice)


def _name_facts(project: Project) -> str:
    """Return the file of the operator’s facts, as people write it."""
    return project.settings.make_relative(project.settings.data / "platform.yml")


def _examine_facts(project: Project) -> Finding:
    file, shown = project.settings.data / "platform.yml", _name_facts(project)
    facts = project.reading.platform.values[project.site.default_locale.code]
    if not file.exists():
        return Finding("facts", "none", f"In {shown}, write who you are and how to reach you")
    address = facts.get("platform.address", "")
    if (urlsplit(address).hostname or "").endswith(INVENTED_HOSTS):
        state = f"{len(facts)}, of an invented platform"
        return Finding("facts", state, f"In {shown}, write your own")
    email = facts.get("platform.contact.email", "")
    if email.endswith(INVENTED_HOSTS):
        return Finding("facts", str(len(facts)), f"In {shown}, {email} is invented: write your own")
    lacking = sum(1 for sheet in FACTS_BY_DOCUMENT if _lacks_facts(project, sheet))
    pages = "1 page of yours lacks" if lacking == 1 else f"{lacking} pages of yours lack"
    advice = f"In {shown}, write what {pages}: see entraide check" if lacking else ""
    return Finding("facts", str(len(facts)), advice)


def _lacks_facts(project: Project, sheet: str) -> bool:
    """Return whether a page that is published, or security.txt, lacks an expected fact."""
    facts = project.reading.platform.values[project.site.default_locale.code]
    if sheet in STATEMENTS and sheet not in project.site.stated:
        return False
    return any(iter_missing_facts(facts, FACTS_BY_DOCUMENT[sheet], project.site.parts))


def _examine_words(project: Project) -> Iterator[Finding]:
    """Yield a finding for each locale whose pages have interface words in English."""
    log = ProblemLog()
    counts: Counter[Locale] = Counter()
    for locale, _, missing, _ in iter_missing_words(project.settings, log):
        counts[locale] += len(missing)
    for locale, count in counts.items():
        state = f"{count} words of the interface are English"
        advice = f"Translate these words into {locale.name}: entraide messages"
        yield Finding(locale.name, state, advice)


def _examine_data(project: Project) -> Iterator[Finding]:
    """Yield a finding for each locale whose pages have labels of data in another language."""
    for code, counts in sorted(count_borrowed_words(project).items()):
        state = f"{counts.total()} labels and facts are in another language"
        name = project.site.get_locale(code).name
        yield Finding(name, state, suggest_files(code, counts))


def _examine_statements(project: Project) -> Iterator[Finding]:
    """Yield a finding for each operator's page that is not published for want of its facts."""
    file, parts = project.settings.data / "platform.yml", project.site.parts
    facts = project.reading.platform.values[project.site.default_locale.code]
    shown = _name_facts(project)
    for document, (name, keys) in STATEMENTS.items() if file.exists() else ():
        is_wanted = any(iter_missing_facts(facts, FACTS_BY_DOCUMENT[document], parts))
        if is_wanted and document not in project.site.stated and getattr(parts, document, True):
            advice = f"For {name}, write {keys} in {shown}"
            yield Finding(name, "not published: none of its facts is given", advice)


def _examine_services(project: Project, broken: Sequence[str]) -> Finding:
    states = Counter(channel.get_state(project.today) for channel in project.site.channels.values())
    folder = project.settings.make_relative(project.settings.data / CHANNELS)
    if not states and any(path.startswith(f"{folder}/") for path in broken):
        return Finding("services", "none that can be read")
    if not states:
        return Finding("services", "none: no page says where else to get help")
    shown = sum(count for state, count in states.items() if state.is_shown)
    advice = "Verify services: entraide channels" if states[ChannelState.EXPIRED] else ""
    return Finding("services", f"{shown} of {states.total()} are shown", advice)


def _examine_machine(project: Project) -> Iterator[Finding]:
    """Yield findings on the project's surroundings: history, workflow, desk and extras."""
    root, depth = project.settings.root, EntryHistory(project.settings).history.depth
    has_commit = depth is not HistoryDepth.WHOLE or ask_git(root, "rev-parse", "HEAD")
    yield Finding("history", *(GIT[depth] if has_commit else NO_COMMIT))
    workflows = [path for path in WORKFLOWS.values() if (root / path).exists()]
    yield Finding(
        "workflow", ", ".join(workflows) or "none: entraide init . --ci github writes one"
    )
    extras = list_extras()
    needs_desk = project.settings.desk and "desk" not in extras
    advice = f"Install what the desk needs: {suggest_install('desk')}" if needs_desk else ""
    yield Finding(
        "desk", "on" if project.settings.desk else "off: pages say where to write", advice
    )
    if project.settings.questions:
        waits = "" if project.settings.desk else ", once there is a desk: desk in data/settings.yml"
        yield Finding("questions", f"on{waits}")
    yield Finding("extras", ", ".join(extras) or "none")
