"""Two states of a document beside each other: what changed, as pages and as a list."""
