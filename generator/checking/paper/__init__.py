"""A Word file as facts: what each paragraph is in an official document, and how it looks."""
