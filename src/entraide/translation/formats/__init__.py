"""Translation units in files for others: bundles (PO, XLIFF), sheets, TMX, TBX, JSON.

Each module knows one format. A build imports those that it publishes (PO, sheets, JSON), commands
and `entraide.exchange` what they send and take.
"""
