"""Provenance: from a figure back to print, and from a code to its meaning.

tracing      `trace`: file, sheet and cell of a figure, with its caveats
references   `cite`: references as text, BibTeX or CSL-JSON;
             `codebook`: every column and code with its meaning
"""
