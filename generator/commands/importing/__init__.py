"""What `vanban import` is made of: a Word file with its facts, its dossier as YAML, the proof of it."""
