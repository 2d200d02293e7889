"""What we know before we read anything: languages and outlets, one table file each."""
