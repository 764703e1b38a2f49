"""Plain workbooks that we write: registers, worklists, conflicts to decide, the sheets of a workplace."""
