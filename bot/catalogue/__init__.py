"""The content files as an immutable Catalogue, and the checks that name file and line."""
