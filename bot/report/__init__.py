"""What an organisation learns from the counts: no person, no small group, only what many asked."""
