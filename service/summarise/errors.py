"""Every error that the domain raises.

StandfirstError
├── BadArticle             422  the caller's article cannot be summarised
│   ├── NoSentences        422
│   └── LanguageMismatch   422  the asked language is not the article's, so nothing could be checked
├── UnknownPrompt          404  the caller asked for a prompt, version or label that is not there
├── BrokenPrompt           the service does not start: a prompt file is wrong or was edited after its release
├── SummaryNotFound        404  no summary of that id is kept
├── NotCached              504  the caller wanted an answer from the cache only, and there is none
├── ChecksLate             503  not all statements could be checked by the deadline
├── StoreDown              503  the store did not answer where guessing would be wrong
├── ModelMissing           422  the caller insists on the model, and none is configured
└── ModelFailure           with ``engine: auto`` an extractive answer is given; with ``llm`` 503
    ├── ModelUnavailable        cannot be reached, or answered with an error; a later try may do
    ├── ModelLate               did not answer by the deadline; a later try may do
    ├── ModelRefused            declined to answer this article; a retry does not help
    ├── BudgetSpent        429  the tenant's tokens or money are used up; to those who insist or whose key says so
    │   └── BudgetUnknown  503  nobody can tell what is left, so nothing is spent
    ├── ModelCutShort           stopped at its token limit; a retry does not help
    └── ModelRubbish            its reply holds nothing that can be used; a later try may do
"""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from service.summarise.ports import Usage


class StandfirstError(Exception):
    """Anything that Standfirst itself raises. Its message never holds article text."""


class BadArticle(StandfirstError):
    """Raised when what was sent cannot be read as an article."""


class NoSentences(BadArticle):
    """Raised when nothing but page furniture, or nothing at all, is left after cleaning."""


class LanguageMismatch(BadArticle):
    """Raised when the answer is wanted in another language than the article's: code cannot ground a translation."""


class UnknownPrompt(StandfirstError):
    """Raised when a prompt, version or label does not exist. There is never a silent fallback."""


class BrokenPrompt(StandfirstError):
    """Raised at start when a prompt file cannot be used or a released one was edited."""


class SummaryNotFound(StandfirstError):
    """Raised when no summary is kept under an id, for this tenant."""


class NotCached(StandfirstError):
    """Raised when the caller wanted a cached answer only and there is none."""


class Busy(StandfirstError):
    """Raised when so many wait for this process that another one's answer would come too late."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__("too many articles wait to be read")
        self.retry_after_seconds = retry_after_seconds


class ChecksLate(StandfirstError):
    """Raised when the deadline passed before every statement was checked: half an answer looks like a whole one."""


class StoreDown(StandfirstError):
    """Raised when the store is dead and the caller must not be told that all went well."""


class ModelMissing(StandfirstError):
    """Raised when a caller insists on a model and none is configured."""


class ModelFailure(StandfirstError):
    """Raised when the model gave no usable answer. ``reason`` is what a degraded answer names.

    ``usage`` is what the endpoint says that the call took all the same; None when it says nothing. ``unanswered`` tries
    before it were read and cut off.
    """

    reason: ClassVar[str] = "model_unavailable"

    def __init__(self, message: str, retry_after_seconds: int = 5, usage: "Usage | None" = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds
        self.usage = usage
        self.unanswered = 0


class ModelUnavailable(ModelFailure):
    """Raised when the endpoint cannot be reached or answers with an error."""


class ModelLate(ModelFailure):
    """Raised when the deadline passed first."""

    reason = "deadline"


class ModelRefused(ModelFailure):
    """Raised when the model declines: a refusal field, a content filter, or plain words."""

    reason = "model_refused"


class BudgetSpent(ModelFailure):
    """Raised when a call could cost more than the tenant, or the service, has left."""

    reason = "budget"


class BudgetUnknown(BudgetSpent):
    """Raised when nobody can tell what is left: the books cannot be reached, or a price is not known."""


class ModelCutShort(ModelFailure):
    """Raised when the reply ended at the token limit."""

    reason = "model_cut_short"


class ModelRubbish(ModelFailure):
    """Raised when the reply is too large, is not JSON, or holds no usable statement."""

    reason = "model_rubbish"
