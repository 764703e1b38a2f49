"""Base, data and edit merged, value by value, row by row."""
