"""How many examples Hypothesis tries: as many as the profile in force has for each hundred.

The profiles are in tests/conftest.py: `make test` tries 40 of each hundred, `make quick` 10, and
`make test-all` 1,000.
"""

from typing import Any

from hypothesis import settings


def try_examples(number: int, **options: Any) -> settings:
    """Return settings for `number` examples of a profile of 100; `options` are of Hypothesis."""
    profile = settings.default
    assert profile
    share = profile.max_examples / 100
    return settings(max_examples=max(1, round(number * share)), **options)
