"""Outputs and sources, written whole: built aside, proven, moved in."""
