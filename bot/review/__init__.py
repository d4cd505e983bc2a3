"""Sheets on which a native speaker or lawyer checks articles with a pen, and the record of who did."""
