"""The proof of a pull: what an edited file shows against what the merged data will show."""
