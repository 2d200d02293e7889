"""What shows a dossier; a face decides nothing."""
