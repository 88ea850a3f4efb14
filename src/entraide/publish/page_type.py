"""The type of each kind of page: its title, its summary, and what fills its template."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from entraide.model.places import Place
from entraide.publish.build_context import BuildContext

Wording = str | Callable[[Place, BuildContext], str]  # a message, or a function of the page


@dataclass(frozen=True, slots=True)
class PageType:
    """One kind of page. `summary` describes it, in lists, previews and below its title.

    `fill` returns the values that its template takes, beside those of every page.
    """

    title: Wording
    summary: Wording
    fill: Callable[[Place, BuildContext], Mapping[str, object]]

    def get_title(self, place: Place, build: BuildContext) -> str:
        """Return the title of the page of `place`, for readers of the locale being built."""
        return _resolve_wording(self.title, place, build)

    def get_summary(self, place: Place, build: BuildContext) -> str:
        """Return the line that describes the page of `place`."""
        return _resolve_wording(self.summary, place, build)


def _resolve_wording(wording: Wording, place: Place, build: BuildContext) -> str:
    return build.catalog.gettext(wording) if isinstance(wording, str) else wording(place, build)
