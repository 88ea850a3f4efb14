"""The bars that pages draw beside numbers: they have twenty lengths, a class of the style each."""


def count_twentieths(part: int, whole: int) -> int:
    """Return how many twentieths of `whole` are `part`, rounded.

    A bar is empty only where `part` is nothing, and full only where it is all.
    """
    if part in {0, whole}:
        return 20 if part == whole else 0
    return min(max(round(20 * part / whole), 1), 19)
