"""What a cell means beside its text: deadlines, citations, units, status. The text is what is printed."""
