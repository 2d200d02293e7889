"""Commands in files of their own; each loads what it needs when it runs, as `--help` must not."""
