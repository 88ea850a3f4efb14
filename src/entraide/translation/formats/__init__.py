"""Formats of translation units: bundles (PO, XLIFF, tables), sheets, TMX, TBX, JSON.

Each module writes or reads one format. A build imports those that it publishes (PO, sheets, JSON).
Commands and `entraide.exchange` import those that they write and read.
"""
