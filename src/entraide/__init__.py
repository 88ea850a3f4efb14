"""Entraide: Markdown entries become a help centre, right about languages, revisions and states.

ARCHITECTURE.md says which part knows what.
"""
