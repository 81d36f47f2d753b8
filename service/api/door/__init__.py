"""The door: who may come in, with which scopes, how often. It stands before cached and new answers alike."""
