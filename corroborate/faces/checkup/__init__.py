"""What `corroborate doctor` looks at, point by point."""
