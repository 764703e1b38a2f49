"""Dated facts and tables: agencies, kinds, bases, working days, widths; data only, each with its source."""
