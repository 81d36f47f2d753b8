"""What an article costs in tokens, beside three separate calls and beside evidence that the model copies."""
