"""Files that people write to the model: one reader per format, one place that gives a cell its meaning."""
