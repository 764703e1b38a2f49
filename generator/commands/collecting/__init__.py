"""What came back from units: the files, who sent them, which row means which task, what is taken of it."""
