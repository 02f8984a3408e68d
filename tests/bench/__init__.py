"""What the house costs: measured in one run against one durable commit, given as ratios."""
