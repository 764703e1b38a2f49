"""A dossier on one screen: its fields, its tables, its pages; building and downloading."""
