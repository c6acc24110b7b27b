"""The JSON interface that the study page speaks to."""
