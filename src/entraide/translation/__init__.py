"""Translation units: what there is to translate of an entry, and what it says now."""
