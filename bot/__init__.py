"""Thangdee: curated, sourced answers for Lao migrant workers. The engine; it knows no Telegram."""

__version__ = "0.1.0"
