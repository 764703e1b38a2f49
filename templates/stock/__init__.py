"""The stock Word templates, described in Python: measures, styles, pieces, blocks, documents."""
