"""What a text is written in, and the forms in which texts of different spelling can be compared."""
