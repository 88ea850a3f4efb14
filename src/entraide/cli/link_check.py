"""`entraide check --links`: ask whether each outside page that texts link to still exists.

A build never does this. A page that is gone is a mistake. One that has moved, or that gave no clear
answer, is a warning.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.parse import urlsplit

from entraide.cli.link_cache import DAYS, DatedAnswers, read_answers, write_answers
from entraide.cli.link_client import LinkAnswer, LinkClient, LinkVerdict
from entraide.cli.link_network import is_online
from entraide.content.checks.external_addresses import ExternalAddress
from entraide.content.settings import Settings
from entraide.errors import Argument, EntraideError, FileLine, Problem, ProblemLog, Severity
from entraide.terminal_text import escape_line

AT_ONCE = 8  # hosts asked at the same time
OFFLINE = "there is no network here, so none of {} was asked"
VERDICT_WORDS = {
    LinkVerdict.STANDS: ("stands", "stand"),
    LinkVerdict.MOVED: ("has moved", "have moved"),
    LinkVerdict.DEAD: ("is dead", "are dead"),
    LinkVerdict.UNKNOWN: ("cannot be judged", "cannot be judged"),
}


def check_links(
    addresses: Sequence[ExternalAddress],
    settings: Settings,
    today: date,
    log: ProblemLog,
    *,
    refresh: bool,
) -> str:
    """Log the problems of `addresses`, and return a line that sums them up.

    Fresh answers in the cache are used, except with `refresh`. Raise EntraideError if there is no
    network.
    """
    urls = list(dict.fromkeys(each.url for each in addresses))
    remembered = {} if refresh else read_answers(settings.root, today)
    known: DatedAnswers = {url: remembered[url] for url in urls if url in remembered}
    urls_to_ask = [url for url in urls if url not in known]
    fresh = _ask_all(urls_to_ask, settings.site_url) if urls_to_ask and is_online() else {}
    if urls_to_ask and not any(answer.is_reached for answer in fresh.values()):
        what = OFFLINE.format(_format_count(len(urls_to_ask)))
        raise EntraideError(Problem(Argument("--links"), what, "Connect, and run it again"))
    answers = known | {url: (today, answer) for url, answer in fresh.items()}
    write_answers(settings.root, answers)
    for address in addresses:
        log.extend(_judge_answer(address, answers[address.url][1]))
    return _format_summary([answer for _, answer in answers.values()], len(known))


def _ask_all(urls: Iterable[str], site_url: str) -> dict[str, LinkAnswer]:
    """Return the answer for each address: AT_ONCE hosts at once, one request at a time to each."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    client = LinkClient(site_url)

    def ask_host(host_urls: list[str]) -> list[tuple[str, LinkAnswer]]:
        return [(url, client.ask(url)) for url in host_urls]

    executor = ThreadPoolExecutor(AT_ONCE)
    try:
        return dict(pair for pairs in executor.map(ask_host, hosts.values()) for pair in pairs)
    finally:
        executor.shutdown(cancel_futures=True)
        client.close()


def _judge_answer(address: ExternalAddress, answer: LinkAnswer) -> Iterator[Problem]:
    url, to = escape_line(address.url), escape_line(answer.to)
    location = FileLine(address.path, address.line)
    if answer.verdict is LinkVerdict.DEAD:
        yield Problem(
            location, f"“{url}” leads nowhere: {answer.reason}", "Correct it, or remove it"
        )
    if answer.verdict is LinkVerdict.MOVED:
        cure = "Write the new address"
        if urlsplit(to).path in {"", "/"} and urlsplit(url).path not in {"", "/"}:
            cure = "Look for the page that you meant: this is the start of a site"
        yield Problem(location, f"“{url}” has moved to {to}", cure, Severity.WARNING)
    if answer.verdict is LinkVerdict.UNKNOWN:
        what = f"nobody can tell whether “{url}” still stands: {answer.reason}"
        yield Problem(location, what, "Open it in a browser", Severity.WARNING)


def _format_summary(answers: Sequence[LinkAnswer], remembered: int) -> str:
    """Return a line: `38 outside addresses: 35 stand, 2 have moved, 1 is dead.`."""
    counts = Counter(answer.verdict for answer in answers)
    details = ", ".join(
        _format_verdict(verdict, counts) for verdict in LinkVerdict if counts[verdict]
    )
    days = max(DAYS.values())
    before = f"; {remembered} asked in the last {days} days (--refresh asks again)"
    summary = _format_count(len(answers)) + (f": {details}" if details else "")
    return f"{summary}{before if remembered else ''}."


def _format_verdict(verdict: LinkVerdict, counts: Mapping[LinkVerdict, int]) -> str:
    number = counts[verdict]
    return f"{number} {VERDICT_WORDS[verdict][number != 1]}"


def _format_count(number: int) -> str:
    return f"{number} outside address" + ("" if number == 1 else "es")
