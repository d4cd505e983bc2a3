"""The conversation on Telegram: one module per capability, each with ``register(application)``."""
