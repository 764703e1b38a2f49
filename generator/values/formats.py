"""The formats in which a document is made."""

FORMATS = ("docx", "xlsx", "pdf")
