"""Dossier to plan: filter, order, group, number, status at a date, totals."""
