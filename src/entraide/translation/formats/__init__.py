"""Translation units in files for others: bundles (PO, XLIFF), sheets, TMX, TBX, JSON.

Each module knows one format, and nothing outside this folder knows any. Nothing of
`entraide.translation` above it imports from here.
"""
