"""Data: the bundled figures, and those that users bring.

bundled   `load` and its siblings: figures and reference tables that come with the package
reading   `read` and `wide`: users' files, folders and zips, each by the source that knows it
adding    `add`: users' files into a store, a file at a time, of any size together

Nothing is imported here: the bundled figures are loaded without what reads files.
"""
