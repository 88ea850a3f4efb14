"""What comes back from translators and visitors, into the files of the project.

Everything is judged first, then all of it is written, or nothing.
"""
