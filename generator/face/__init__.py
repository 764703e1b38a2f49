"""What people touch: the command line, the same as functions, terminal and JSON, every word shown."""
