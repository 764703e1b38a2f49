"""What travels: the model, findings, errors, texts, names of things, paths, changes."""
