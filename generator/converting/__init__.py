"""Word and Excel to PDF, and the proof that the right PDF came out."""
