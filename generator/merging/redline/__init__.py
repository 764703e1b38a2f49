"""Two documents as one with tracked changes."""
