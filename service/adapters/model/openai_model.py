"""One endpoint over the openai client: its address and key handling; deadline, cap and reading are our own."""

import time
from collections import deque
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

import httpcore2
import httpx2
import openai
import structlog

from service.adapters.model.bounded_transport import BoundedTransport, ReplyTooLarge
from service.adapters.model.chat_completion import Completion, completion_in, read_completion
from service.adapters.model.deadline_network import by
from service.adapters.model.dialect import Dialect
from service.adapters.model.endpoint_error import EndpointError
from service.adapters.model.event_stream import MEDIA_TYPE, StreamedReply
from service.adapters.model.meanwhile import meanwhile
from service.adapters.model.prices import Prices
from service.summarise.errors import ModelFailure, ModelLate, ModelRubbish, ModelUnavailable
from service.summarise.ports import Clock, Deadline, Hear, ModelReply, ModelRequest

VENDOR_URL = "https://api.openai.com/v1"
CONNECT_TIMEOUT_SECONDS = 3.0

TAIL_SECONDS = 0.2
"""How long a stream is read on behind its end."""

_NO_KEY = "none"
"""Local servers need no key; the client insists on one."""

_UNUSABLE = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError, openai.OpenAIError, OSError)

_log = structlog.get_logger()


@dataclass(slots=True)
class _Account:
    """What a call has come to so far, for the log."""

    began: float
    tries: int = 0
    status: int | None = None


class OpenAIModel:
    """A model at an OpenAI-compatible endpoint. Safe to share between threads and greenlets.

    Proxies are taken from the environment (``HTTPS_PROXY``, ``HTTP_PROXY``, ``NO_PROXY``), for this machine's own
    addresses never. Raises ``ValueError`` when the address is not one of HTTP or the key cannot stand in a header.
    """

    def __init__(
        self, *, base_url: str | None, api_key: str, name: str, prices: Prices, reply_max_bytes: int, clock: Clock
    ) -> None:
        self._url = _checked_url(base_url or VENDOR_URL)
        self._name = name
        self._prices = prices
        self._clock = clock
        self._reply_max_bytes = reply_max_bytes
        self._client = openai.OpenAI(
            base_url=self._url,
            api_key=_checked_key(api_key),
            max_retries=0,
            http_client=httpx2.Client(
                transport=BoundedTransport(self._url, reply_max_bytes),
                follow_redirects=False,
                headers={"Accept-Encoding": "identity"},
            ),
        )
        self._dialect = Dialect()

    @property
    def base_url(self) -> str:
        """The endpoint's address."""
        return self._url

    @property
    def name(self) -> str:
        """The model's name as asked for."""
        return self._name

    def complete(self, request: ModelRequest, deadline: Deadline, heard: Hear | None = None) -> ModelReply:
        """One reply by the deadline, or a ``ModelFailure``; never retried, but put in simpler terms where refused."""
        account = _Account(time.monotonic())
        try:
            completion = self._converse(request, deadline, account, heard)
        except ModelFailure as failure:
            self._note(account, outcome=failure.reason, detail=str(failure))
            if failure.usage:
                failure.usage = self._prices.usage(self._name, failure.usage.input_tokens, failure.usage.output_tokens)
            raise
        served = completion.model or self._name
        priced = self._name if self._prices.know(self._name) else served
        usage = self._prices.usage(priced, completion.input_tokens, completion.output_tokens)
        self._note(account, outcome="ok", input_tokens=usage.input_tokens, output_tokens=usage.output_tokens)
        return ModelReply(completion.text, self._name, usage)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def _converse(self, request: ModelRequest, deadline: Deadline, account: _Account, heard: Hear | None) -> Completion:
        """The completion, in the best dialect that the endpoint takes; what worked is remembered."""
        dialect = self._dialect
        while True:
            try:
                with meanwhile(request.meanwhile):
                    body = dialect.body(request, self._name, streamed=heard is not None)
                    reply = self._post(body, deadline, account, heard)
            except EndpointError as error:
                simpler = dialect.after_refusal(error.complaint) if error.may_be_a_parameter else None
                if simpler is None:
                    raise error.as_failure() from None
                dialect = simpler
            else:
                return self._read(reply, dialect)

    def _read(self, reply: bytes | dict[str, Any], dialect: Dialect) -> Completion:
        try:
            completion = read_completion(reply) if isinstance(reply, bytes) else completion_in(reply)
        except ModelRubbish:
            raise
        except ModelFailure:
            self._dialect = dialect  # declined or cut short, but in a dialect that was understood
            raise
        self._dialect = dialect
        return completion

    def _post(
        self, body: dict[str, Any], deadline: Deadline, account: _Account, heard: Hear | None
    ) -> bytes | dict[str, Any]:
        account.tries += 1
        try:
            with by(deadline):
                response = self._send(body, deadline, account)
                return self._gathered(response, heard, deadline) if heard else response.content
        except httpcore2.TimeoutException:
            if deadline.passed:
                raise ModelLate("the model did not answer in time") from None
            raise ModelUnavailable("the endpoint cannot be reached") from None
        except ReplyTooLarge as error:
            raise ModelRubbish(f"the endpoint sent {error}") from None
        except _UNUSABLE as error:
            raise ModelUnavailable(f"the endpoint cannot be used: {type(error).__name__}") from None

    def _send(self, body: dict[str, Any], deadline: Deadline, account: _Account) -> httpx2.Response:
        """The response; a streamed one is not read yet."""
        left = deadline.remaining_seconds()
        timeout = httpx2.Timeout(left, connect=min(left, CONNECT_TIMEOUT_SECONDS))
        options: Any = {"timeout": timeout}
        try:
            response: httpx2.Response = self._client.post(
                "/chat/completions",
                cast_to=httpx2.Response,
                body=body,
                options=options,
                stream=body.get("stream", False),
                stream_cls=openai.Stream[Any],
            )
        except openai.APIStatusError as error:
            account.status = error.status_code
            raise EndpointError.of(error.response, self._clock.now()) from None
        account.status = response.status_code
        return response

    def _gathered(self, response: httpx2.Response, heard: Hear, deadline: Deadline) -> bytes | dict[str, Any]:
        """A reply in pieces put together, each told as it comes; one that came whole after all as it is."""
        with closing(response):
            if not response.headers.get("content-type", "").startswith(MEDIA_TYPE):
                return response.read()
            pieces = response.iter_bytes()
            reply = StreamedReply(heard, self._reply_max_bytes).read(pieces)
            # Read to its end, the connection serves again; but nobody waits for an endpoint that does not end.
            with (
                by(Deadline(self._clock, min(deadline.at, self._clock.monotonic() + TAIL_SECONDS))),
                suppress(Exception),
            ):
                deque(pieces, maxlen=0)
            return reply

    def _note(self, account: _Account, **facts: object) -> None:
        milliseconds = round((time.monotonic() - account.began) * 1000)
        _log.info(
            "model_call",
            model=self._name,
            status=account.status,
            tries=account.tries,
            milliseconds=milliseconds,
            **facts,
        )


def _checked_url(url: str) -> str:
    try:
        address = httpx2.URL(url)
    except httpx2.InvalidURL:
        address = httpx2.URL("")
    if address.scheme not in {"http", "https"} or not address.host:
        raise ValueError("the model's address is not an http or https URL")
    return url


def _checked_key(key: str) -> str:
    key = key.strip()
    if not (key.isascii() and key.isprintable()):
        raise ValueError("the model's API key holds characters that no header can carry")
    return key or _NO_KEY
