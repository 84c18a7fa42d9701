"""The Excel add-in (careerup.xlam): its ribbon and VBA as text, and the build that puts them together."""
