"""One dossier shown: on a terminal, as JSON, as Markdown. Nothing here decides anything."""
