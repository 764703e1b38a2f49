"""Plan to files: Word and Excel from templates that a person opens and changes."""
