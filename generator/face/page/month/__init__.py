"""The month of a dossier: forms out, returns in, who is missing, the totals, the set that is issued."""
