"""What stands in the way of issuing a dossier, and the last issued set of one."""
