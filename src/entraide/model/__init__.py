"""The pure heart: what an entry, a revision, a state and a site are. Standard library only."""
