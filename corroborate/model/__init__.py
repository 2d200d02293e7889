"""The words of the project as frozen values; no input or output, no rules of language."""
