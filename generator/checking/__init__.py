"""Facts of a Word file, then one function per rule of the decree."""
