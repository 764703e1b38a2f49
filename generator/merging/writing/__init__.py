"""What was merged, written into the sources: only the characters and cells concerned."""
