"""The whole bot in a storm: many people, faults, killed processes; and what must hold at the end."""
