"""The first page: the dossiers of the workplace and a place to drop files."""
