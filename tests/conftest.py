"""What holds for all tests."""

from __future__ import annotations

import os

# PTB's coming form of times in errors, as bot/app.py chooses it; set before any test, so that none
# depends on which ran first.
os.environ["PTB_TIMEDELTA"] = "true"
