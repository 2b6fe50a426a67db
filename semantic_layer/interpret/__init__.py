"""Words to MetricQuery, by rules: `interpret`, `link` and `describe` are what others call."""
