"""A model whose conversations are counted while they last."""

from dataclasses import dataclass

from service.metrics.meters import Meters
from service.summarise.ports import Deadline, Hear, Model, ModelReply, ModelRequest


@dataclass(frozen=True, slots=True)
class Attended:
    """The port's model around another."""

    model: Model
    meters: Meters

    @property
    def base_url(self) -> str:
        """The other's."""
        return self.model.base_url

    @property
    def name(self) -> str:
        """The other's."""
        return self.model.name

    def state(self) -> str:
        """The other's."""
        return self.model.state()

    def complete(self, request: ModelRequest, deadline: Deadline, heard: Hear | None = None) -> ModelReply:
        """What the other gives or raises."""
        self.meters.model_asked()
        try:
            return self.model.complete(request, deadline, heard)
        finally:
            self.meters.model_done()
