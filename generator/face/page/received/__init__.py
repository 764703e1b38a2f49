"""Files that were dropped: kept in a private folder, recognised, offered what can be done."""
