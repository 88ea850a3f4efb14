"""The mark of a message that is translated later, where the language of the reader is known."""


def N_(message: str) -> str:  # noqa: N802 - by this name Babel finds messages
    return message
