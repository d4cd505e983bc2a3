"""Alerts: people choose topics, staff write and send, a chore delivers."""
