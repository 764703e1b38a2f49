"""One module for each field of checks; a check is one function (see `linting.check`)."""
