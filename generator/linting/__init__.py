"""Checks of the data before it is signed: what a careful reader would doubt, found, never changed."""
