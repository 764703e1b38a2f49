"""Tests of the page; a package, so that its fixtures are its own."""
