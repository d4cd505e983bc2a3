"""What things cost, measured against what one would use instead, in one run."""
