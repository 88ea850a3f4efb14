"""The domain model: entries, revisions, states, places, the site. Pure; standard library only."""
