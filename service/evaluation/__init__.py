"""``standfirst eval``: prompts held against each other over articles, with the model that is configured."""
