"""What a learner's answers amount to: retention, days, forecasts, shares known, runs of days."""
