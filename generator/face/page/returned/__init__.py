"""What came back: the edits of a generated file that somebody changed, into its dossier."""
