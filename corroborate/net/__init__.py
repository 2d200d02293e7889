"""From the web to reports."""
