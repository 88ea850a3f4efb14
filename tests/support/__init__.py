"""What tests of more than one file share: fixtures, builders and readers; no tests."""

import pkgutil

import pytest

# An assertion that fails here is explained as those of tests are.
pytest.register_assert_rewrite(*(f"support.{one.name}" for one in pkgutil.iter_modules(__path__)))
