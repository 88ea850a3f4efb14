"""What tests of more than one file share: fixtures, builders and readers; no tests."""
