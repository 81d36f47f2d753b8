"""Listening to a model while it writes: each sentence is judged as soon as it is whole, and told if it will stay.

The gate settles each output by itself and from its beginning, so a statement that it lets through now it lets through
with whatever follows. In the end the whole reply is read and judged; what was judged here is not judged again.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from service.summarise.article import Article
from service.summarise.grounding import gate
from service.summarise.grounding.subject import ArticleIndex
from service.summarise.statement import Output, Proposal, Statement, of_output
from service.summarise.wish import Outputs, Wish
from service.summarise.writing import delivery, reply
from service.summarise.writing.reply_items import ItemScanner
from service.summarise.writing.tidying import tidy

Tell = Callable[[Statement], None]
"""Gets each supported statement, once."""

TakeTurn = Callable[[Callable[[], tuple[Statement, ...]]], tuple[Statement, ...]]
"""Runs pure work when its turn has come."""


class Hearing:
    """What the replies about one article come to. ``mark`` is the prompt's."""

    def __init__(
        self, article: Article, wish: Wish, ready: ArticleIndex, mark: str, tell: Tell, take_turn: TakeTurn
    ) -> None:
        self._article = article
        self._wish = wish
        self._ready = ready
        self._mark = mark
        self._tell = tell
        self._take_turn = take_turn
        self._told: set[Statement] = set()
        self.go_on((), wish.outputs)

    def go_on(self, kept: Sequence[Statement], outputs: Outputs) -> None:
        """Listen to another reply, which is asked for these outputs and adds to what is kept."""
        self._kept = kept
        self._items = ItemScanner([output.value for output in reply.wanted(outputs)])
        self._drafted: dict[Output, dict[Proposal, Proposal]] = {output: {} for output in Output}

    def hear(self, text: str) -> None:
        """A further piece of the reply."""
        for key, item in self._items.feed(text):
            self.tell(self._take_turn(partial(self._settled, Output(key), item)))

    def tell(self, statements: Iterable[Statement]) -> None:
        """Tell what is supported of these and was not told before."""
        for statement in statements:
            if statement.supported and statement not in self._told:
                self._told.add(statement)
                self._tell(statement)

    def _settled(self, output: Output, item: object) -> tuple[Statement, ...]:
        """What may be delivered of an output, with a further item."""
        drafted = self._drafted[output]
        for proposal in reply.proposals(output, [item], self._mark, self._article.language):
            if proposal not in drafted:
                (drafted[proposal],) = tidy([proposal], self._article, self._wish, self._ready)
        draft = delivery.joined(of_output(self._kept, output), tuple(drafted.values()))
        return gate.ground(draft, self._article, self._wish, self._ready).statements
