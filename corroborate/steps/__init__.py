"""The five steps of a check; a step knows the model, never another step."""
