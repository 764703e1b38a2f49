"""Edits that come back: three-way merge by id and field, redline, write-back."""
