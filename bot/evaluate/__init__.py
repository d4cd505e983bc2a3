"""How well questions find their articles: measured on labelled questions, and by cross-validation."""
