"""How many examples Hypothesis tries: as many as the profile in force has for each hundred.

`make quick` takes a tenth of what `make test` takes, and `make test-all` ten times as many: see the
profiles of tests/conftest.py.
"""

from typing import Any

from hypothesis import settings


def try_examples(number: int, **options: Any) -> settings:
    """Return settings for `number` examples in `make test`, with other `options` of Hypothesis."""
    profile = settings.default
    assert profile
    share = profile.max_examples / 100
    return settings(max_examples=max(1, round(number * share)), **options)
