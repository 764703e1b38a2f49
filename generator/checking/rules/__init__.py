"""The rules of the decree, one function each, by element of the form."""
