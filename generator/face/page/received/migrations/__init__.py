"""The database of received files, step by step."""
