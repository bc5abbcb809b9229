"""Data: the bundled figures, and those that users bring.

bundled   `load` and its siblings: figures and reference tables that come with the package
reading   `read` and `wide`: users' files, folders and zips, each by the source that knows it
cache     typed tables of large files, kept for the next reading

Nothing is imported here: the bundled figures are loaded without what reads files.
"""
