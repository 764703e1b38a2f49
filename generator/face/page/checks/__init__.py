"""A Word file from anywhere against the decree: its pages, what was found on them, what is mended."""
