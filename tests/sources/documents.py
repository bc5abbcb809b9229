"""The small files on which tests over all sources run; each source's tests offer some.

``DOCUMENTS`` in ``tests/sources/test_<source>.py`` maps the name of a file to its content: a text,
bytes, or what JSON is to be made of. All of it is made up, in the shape of the real thing.
"""

import json
from importlib import import_module
from importlib.util import find_spec

from hitdata.sources import names, source

__all__ = ["MODULES", "OFFERED", "offered_by", "printed_in"]


def offered_by(module):
    """Return the documents of a module, as bytes by name; a module without any fails its tests."""
    name = f"tests.sources.test_{module}"
    found = getattr(import_module(name), "DOCUMENTS", {}) if find_spec(name) else {}
    return {name: _bytes(content) for name, content in found.items()}


def _bytes(content):
    if isinstance(content, bytes):
        return content
    text = content if isinstance(content, str) else json.dumps(content)
    return text.encode()


#: Names of the sources that read users' files.
MODULES = [name for name in names() if source(name).example]

#: (module, name of the file) -> content, of every module.
OFFERED = {(module, name): content for module in MODULES
           for name, content in offered_by(module).items()}  # fmt: skip


def printed_in(file, figures):
    """Return what figures print although it stands nowhere in their text, JSON or page."""
    if file.kind == "json":
        found = "\n".join(map(str, _leaves(file.json)))
    elif file.kind == "html":
        found = file.text + file.page.text_content()
    elif file.kind == "text":
        # a quote in a quoted cell is doubled
        found = file.text.replace('""', '"')
    else:
        return []
    found = " ".join(found.split())
    return [text for text in figures["printed"].unique() if " ".join(text.split()) not in found]


def _leaves(value):
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list):
        yield value
        return
    for item in inside:
        yield from _leaves(item)
