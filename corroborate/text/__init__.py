"""From text to spans and facts; pure functions of the text and the tables."""
