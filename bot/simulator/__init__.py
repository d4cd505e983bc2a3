"""A local Telegram: the Bot API over HTTP on loopback, a control interface and a chat page.

Knows nothing of the rest of the project, so any bot can be tried against it; see docs/simulator.md.
"""
