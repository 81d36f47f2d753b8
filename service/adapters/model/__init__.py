"""The model behind any OpenAI-compatible endpoint."""

from service.adapters.model.chain import Chain, ModelCall
from service.adapters.model.openai_model import OpenAIModel
from service.adapters.model.prices import Prices

__all__ = ["Chain", "ModelCall", "OpenAIModel", "Prices"]
