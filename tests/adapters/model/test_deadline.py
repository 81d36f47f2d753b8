"""However slow an endpoint is, a call ends by its deadline: with threads, with gevent, and over TLS."""

import json
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager, suppress

import pytest

from service.adapters.clock import SystemClock
from service.adapters.model.deadline_network import DeadlineBackend, by
from service.summarise.errors import ModelFailure, ModelLate, ModelUnavailable
from service.summarise.ports import Deadline
from tests.scripted_model import Reply, ScriptedModel, fails, says

DEADLINE_SECONDS = 0.6
LATE_SECONDS = 5.0  # 0.03 on an idle machine; tests run on busy ones, and what is not left in time takes 30

ANSWER = says("ok").body
SLOW = {
    "silence": Reply(silent=True),
    "a late answer": Reply(body=ANSWER, delay=30),
    "dripped headers": Reply(body=ANSWER, head_drip=0.1),
    "a dripped body": Reply(body=ANSWER, drip=0.1),
    "a dripped chunked body": Reply(body=ANSWER, drip=0.1, chunked=True),
    "a dripped error": Reply(status=500, body=b"x" * 1000, drip=0.1),
}

BY_GEVENT = """
from gevent import monkey
monkey.patch_all()
import json, sys, time
import gevent
from service.adapters.clock import SystemClock
from service.adapters.model import OpenAIModel, Prices
from service.summarise.errors import ModelFailure
from service.summarise.ports import Deadline, Message, ModelRequest

clock, seconds = SystemClock(), float(sys.argv[2])
model = OpenAIModel(base_url=sys.argv[1], api_key="", name="m", prices=Prices(), reply_max_bytes=100_000, clock=clock)
request = ModelRequest((Message("user", "Go."),), {"type": "object"}, "brief", 100)

def ask(_):
    began = time.monotonic()
    try:
        outcome = model.complete(request, Deadline.after(clock, seconds)).text
    except ModelFailure as failure:
        outcome = type(failure).__name__
    return outcome, time.monotonic() - began

asking = [gevent.spawn(ask, n) for n in range(int(sys.argv[3]))]
gevent.joinall(asking)
print(json.dumps([one.value for one in asking]))
model.close()
"""


def ask_by_gevent(url, seconds, calls=1):
    """What the calls, made at once by greenlets of one process, came to, and how many seconds each took."""
    done = subprocess.run(
        [sys.executable, "-c", BY_GEVENT, url, str(seconds), str(calls)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def dripping(port, pause):
    """A relay to the port that lets what comes back through byte by byte; gives its own port."""
    stop = threading.Event()
    with ExitStack() as opened:
        door = opened.enter_context(socket.create_server(("127.0.0.1", 0)))

        def relay():
            with suppress(OSError):
                near = opened.enter_context(door.accept()[0])
                far = opened.enter_context(socket.create_connection(("127.0.0.1", port)))
                threading.Thread(target=forward, args=(near, far, 65_536, 0.0), daemon=True).start()
                forward(far, near, 1, pause)

        def forward(source, target, size, wait):
            with suppress(OSError):
                while not stop.wait(wait) and (data := source.recv(size)):
                    target.sendall(data)

        thread = threading.Thread(target=relay, daemon=True)
        thread.start()
        yield door.getsockname()[1]
        stop.set()
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, and it makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, chain = folder / "key.pem", folder / "chain.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    request += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(chain)]
    subprocess.run(request, check=True, capture_output=True)
    return chain, key


@pytest.fixture
def tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def trusting(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))


@pytest.mark.parametrize("reply", SLOW.values(), ids=SLOW)
def test_a_slow_endpoint_is_left_at_the_deadline(desk, reply):
    model = desk(reply)
    began = time.monotonic()
    with pytest.raises(ModelLate):
        model.ask(DEADLINE_SECONDS)
    assert DEADLINE_SECONDS - 0.05 <= time.monotonic() - began <= DEADLINE_SECONDS + LATE_SECONDS
    assert model.calls == 1


@pytest.mark.parametrize("kind", ["silence", "dripped headers", "a dripped body"])
def test_greenlets_leave_a_slow_endpoint_at_the_deadline_too(kind):
    with ScriptedModel(SLOW[kind]) as server:
        outcomes = ask_by_gevent(server.url, DEADLINE_SECONDS, calls=10)
    assert {outcome for outcome, _ in outcomes} == {"ModelLate"}
    assert max(took for _, took in outcomes) <= DEADLINE_SECONDS + LATE_SECONDS


def test_greenlets_wait_side_by_side():
    with ScriptedModel(Reply(body=ANSWER, delay=0.5)) as server:
        outcomes = ask_by_gevent(server.url, 8, calls=20)  # one after the other they would take ten seconds
    assert {outcome for outcome, _ in outcomes} == {"ok"}


def test_a_kept_connection_is_held_to_the_new_deadline(desk):
    model = desk(says("ok"), SLOW["dripped headers"])
    model.ask()
    began = time.monotonic()
    with pytest.raises(ModelLate):
        model.ask(DEADLINE_SECONDS)
    assert time.monotonic() - began <= DEADLINE_SECONDS + LATE_SECONDS
    assert model.server.connections == 1


def test_after_a_late_call_the_next_one_is_served(desk):
    model = desk(SLOW["a dripped body"], says("ok"))
    with pytest.raises(ModelLate):
        model.ask(0.3)
    assert model.ask().text == "ok"


def test_a_deadline_that_has_passed_costs_no_call(desk):
    model = desk(says("ok"))
    with pytest.raises(ModelLate):
        model.ask(0)
    assert model.calls == 0


def test_simpler_tries_share_the_one_deadline(desk):
    refusal = fails(400, "response_format is not supported")
    model = desk(Reply(400, refusal.body, delay=0.25))
    began = time.monotonic()
    with pytest.raises(ModelLate):
        model.ask(DEADLINE_SECONDS)
    assert time.monotonic() - began <= DEADLINE_SECONDS + LATE_SECONDS


@pytest.fixture
def black_hole():
    """The port of a listener that accepts nobody, its backlog full."""
    with ExitStack() as opened:
        full = opened.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            waiting = opened.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        yield full.getsockname()[1]


def test_an_address_that_never_accepts_is_left(desk, new_model, black_hole):
    model = desk()
    model.model = new_model(f"http://127.0.0.1:{black_hole}/v1")
    began = time.monotonic()
    with pytest.raises(ModelFailure):
        model.ask(DEADLINE_SECONDS)
    assert time.monotonic() - began <= DEADLINE_SECONDS + LATE_SECONDS


def test_the_next_address_of_a_host_is_tried_when_one_refuses(desk, new_model):
    model = desk(says("ok"))  # localhost is ::1 first where there is IPv6, and nobody listens there
    model.model = new_model(model.server.url.replace("127.0.0.1", "localhost"))
    assert model.ask().text == "ok"


def test_a_resolver_that_hangs_is_left(monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, flags=0, **__: _hang(answered, flags))
    began = time.monotonic()
    with by(Deadline.after(SystemClock(), DEADLINE_SECONDS)), pytest.raises(Exception, match="not found in time"):
        DeadlineBackend().connect_tcp("models.invalid", 443, timeout=30)
    assert time.monotonic() - began <= DEADLINE_SECONDS + LATE_SECONDS
    answered.set()


def _hang(answered, flags):
    if flags != socket.AI_NUMERICHOST:
        answered.wait(30)
    raise socket.gaierror("no such host")


def test_an_endpoint_behind_tls_is_asked_and_its_connection_kept(tls, trusting, new_model, desk):
    with ScriptedModel(says("x" * 90_000), tls=tls) as server:
        model = desk()
        model.model = new_model(server.url)
        assert [len(model.ask().text) for _ in range(3)] == [90_000] * 3
        assert server.connections == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(tls, new_model, desk):
    with ScriptedModel(says("ok"), tls=tls) as server:
        model = desk()
        model.model = new_model(server.url)
        with pytest.raises(ModelUnavailable):
            model.ask()
        assert server.asked == []


def test_a_certificate_for_another_name_is_refused(tls, trusting, new_model, desk):
    with ScriptedModel(says("ok"), tls=tls) as server:
        model = desk()
        model.model = new_model(server.url.replace("127.0.0.1", "localhost"))
        with pytest.raises(ModelUnavailable):
            model.ask()
        assert server.asked == []


@pytest.mark.parametrize("reply", [SLOW["silence"], SLOW["a dripped body"]], ids=["silence", "a dripped body"])
def test_the_deadline_holds_behind_tls(tls, trusting, new_model, desk, reply):
    with ScriptedModel(reply, tls=tls) as server:
        model = desk()
        model.model = new_model(server.url)
        began = time.monotonic()
        with pytest.raises(ModelLate):
            model.ask(DEADLINE_SECONDS)
        assert time.monotonic() - began <= DEADLINE_SECONDS + LATE_SECONDS


def test_a_handshake_in_drips_is_left_at_the_deadline(tls, trusting):
    with ScriptedModel(says("ok"), tls=tls) as server, dripping(server.port, 0.02) as port:
        ((outcome, took),) = ask_by_gevent(f"https://127.0.0.1:{port}/v1", DEADLINE_SECONDS)
    assert outcome == "ModelLate"
    assert took <= DEADLINE_SECONDS + LATE_SECONDS
