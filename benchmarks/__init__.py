"""Speed and memory, measured beside named alternatives in one run."""
