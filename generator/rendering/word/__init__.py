"""A plan to Word, streamed into the templates."""
