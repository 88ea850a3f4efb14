"""The published rating of a version, for its pages and for programs."""

from dataclasses import dataclass
from gettext import NullTranslations

from entraide.content.formats import format_day, make_filters
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.rating import SCALES, RatingSummary
from entraide.model.site import TypesetSite
from entraide.published_files.entries import PublishedRating


@dataclass(frozen=True, slots=True)
class RatingBar:
    """How many gave one answer; `twentieths` of all, at least one where anybody did."""

    label: str
    votes: int
    twentieths: int


@dataclass(frozen=True, slots=True)
class RatingView:
    """A rating on its page: a sentence, then a bar for each answer, the highest first."""

    sentence: str
    caption: str
    bars: tuple[RatingBar, ...]


def build_rating_view(
    entry: Entry, site: TypesetSite, locale: Locale, catalog: NullTranslations
) -> RatingView | None:
    """Build the rating of the text that readers of `locale` get; None where none is published."""
    summary = site.ratings.summarize(entry, locale.code)
    if summary is None:
        return None
    _, values = catalog.gettext, SCALES[summary.scale].values
    if summary.scale == "helpful":
        sentence, caption = _format_helpful(summary, locale, catalog), _("Was this helpful?")
        labels = [_("No"), _("Yes")]
    else:
        sentence = _format_average(summary, locale, catalog)
        caption = f"5: {_('Very useful')} · 1: {_('Not useful at all')}"
        labels = [make_filters(locale.lang)["number"](value) for value in values]
    bars = [
        RatingBar(label, votes, count_twentieths(votes, summary.count))
        for label, votes in zip(labels, summary.votes, strict=True)
    ]
    return RatingView(sentence, caption, tuple(reversed(bars)))


def count_twentieths(part: int, whole: int) -> int:
    """Return how many twentieths of `whole` are `part`, rounded: the length of its bar.

    The style has a class for each of twenty lengths. A bar is empty only where `part` is nothing,
    and full only where it is all.
    """
    if part in {0, whole}:
        return 20 if part == whole else 0
    return min(max(round(20 * part / whole), 1), 19)


def _format_helpful(summary: RatingSummary, locale: Locale, catalog: NullTranslations) -> str:
    """Format how many of all said that the page was helpful."""
    yes = summary.votes[-1]
    text = catalog.ngettext(
        "%(yes)s of %(count)s answers says that this page was helpful.",
        "%(yes)s of %(count)s answers say that this page was helpful.",
        yes,
    )
    number = make_filters(locale.lang)["number"]
    sentence = text % {"yes": number(yes), "count": number(summary.count)}
    return sentence + _format_since(summary, locale, catalog)


def _format_average(summary: RatingSummary, locale: Locale, catalog: NullTranslations) -> str:
    """Format the mean answer on the scale of five."""
    text = catalog.ngettext(
        "Average rating of this page: %(average)s of 5, from %(count)s answer.",
        "Average rating of this page: %(average)s of 5, from %(count)s answers.",
        summary.count,
    )
    filters = make_filters(locale.lang)
    average, count = filters["tenths"](summary.average), filters["number"](summary.count)
    return text % {"average": average, "count": count} + _format_since(summary, locale, catalog)


def _format_since(summary: RatingSummary, locale: Locale, catalog: NullTranslations) -> str:
    """Format the day of the important change after which votes count; "" where all do."""
    if not summary.since:
        return ""
    sentence = catalog.gettext("Answers since %(day)s count.")
    return f" {sentence}" % {"day": format_day(summary.since.date, locale.lang)}


def build_published_rating(
    entry: Entry, site: TypesetSite, locale: Locale
) -> PublishedRating | None:
    """Return the rating of a version for programs; None where none is published."""
    summary = site.ratings.summarize(entry, locale.code)
    if summary is None:
        return None
    return PublishedRating(
        scale=summary.scale,
        since_revision=summary.since.revision if summary.since else 1,
        count=summary.count,
        average=float(summary.average),
        votes=dict(zip(SCALES[summary.scale].names, summary.votes, strict=True)),
    )
