"""What an edited file says, by the anchors left in it."""
