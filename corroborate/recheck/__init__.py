"""Re-checks: which dossiers are due, and what changed since."""
