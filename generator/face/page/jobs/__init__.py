"""Long work: a row for each, a worker thread, progress that the page asks for."""
