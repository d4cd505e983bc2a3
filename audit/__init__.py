"""Known weaknesses of the packages that are locked: ``python -m audit`` (``make audit``)."""
