"""A report in prose at the start of its next period: its texts, its figures, what last month promised."""
