"""The domain: no Flask, no Redis, no OpenAI, no environment, no clock of its own."""
