"""What was merged, as edits of the sources: each at the place that it has in the data of today."""
