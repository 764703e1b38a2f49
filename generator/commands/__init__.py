"""The story of each command, one a file: typed options in, typed result out; none prints."""
