"""The page in the browser (`vanban app`): a face over the API. One package a feature, views as functions."""
