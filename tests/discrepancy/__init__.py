"""Tests of verdicts, differences and explanations; a package, so that they share named pairs."""
