"""Posters, table cards and stickers with a QR code that opens the bot at a page."""
