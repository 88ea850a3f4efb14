"""The desk: the small service that receives what visitors send back, and shows it to staff.

It knows the site only by the files that a build publishes (`entraide.published_files`), and keeps
what it receives in one store (`store.py`, SQLite or PostgreSQL). ARCHITECTURE.md tells how it is
laid out.
"""
