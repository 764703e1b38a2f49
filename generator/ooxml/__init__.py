"""Files of Office as packages, parts and marks. Knows no tasks."""
