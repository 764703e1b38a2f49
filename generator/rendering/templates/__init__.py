"""Templates: prepared for Jinja, judged before use, failures named by their place."""
