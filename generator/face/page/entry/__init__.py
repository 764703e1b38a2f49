"""The way in: a link that is good once, and the page for those who come without it."""
