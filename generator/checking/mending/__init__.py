"""What can be put right in a Word file, and the copies with comments or corrections."""
