"""A plan to Excel, rows streamed into the templates."""
