"""PDFium does one thing at a time in a process: whoever calls it holds `LOCK`, pages read by one thread and drawn by
another wait for each other."""

import threading

LOCK = threading.RLock()
