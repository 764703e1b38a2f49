"""The figures of a report in prose: what of its numbers is a result, what is a name, a reference, a period, a label."""
