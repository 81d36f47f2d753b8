"""wrk, a load generator in C, as a child: POSTs of ready bodies in turn over open connections."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HINT = "wrk is not installed (apt-get install wrk): nothing to measure cached answers with"
_SCRIPT = """
local bodies = {%s}
local headers = {["Content-Type"] = "application/json"}
local ready, turn = {}, 0
init = function(args)
  for place, body in ipairs(bodies) do ready[place] = wrk.format("POST", %s, headers, body) end
end
request = function()
  turn = turn %% #ready + 1
  return ready[turn]
end
"""
_NUMBERS = {
    "answers": re.compile(r"(\d+) requests in"),
    "rate": re.compile(r"Requests/sec: +([\d.]+)"),
    "refused": re.compile(r"Non-2xx or 3xx responses: (\d+)"),
    "broken": re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What wrk counted. ``errors``: other answers than 2xx and 3xx, and broken connections."""

    answers: int
    rate: float
    errors: int


def installed() -> bool:
    """Whether there is a wrk."""
    return shutil.which("wrk") is not None


def write_script(where: Path, path: str, bodies: Sequence[bytes]) -> Path:
    """A script for ``run``. JSON's strings are Lua's too where all is ASCII and no slash is escaped."""
    where.write_text(_SCRIPT % (", ".join(json.dumps(body.decode("ascii")) for body in bodies), json.dumps(path)))
    return where


def run(port: int, script: Path, *, connections: int, seconds: int) -> Told:
    """Load for so long. Raises ``RuntimeError`` when wrk fails."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script)]
    done = subprocess.run([*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"wrk failed: {done.stderr[-300:]}")
    return parse(done.stdout)


def parse(output: str) -> Told:
    """What wrk printed. Raises ``RuntimeError`` when it is not that."""
    found = {name: pattern.search(output) for name, pattern in _NUMBERS.items()}
    answers, rate = found["answers"], found["rate"]
    if not (answers and rate):
        raise RuntimeError(f"wrk said something else: {output[-300:]}")
    broken = sum(map(int, found["broken"].groups())) if found["broken"] else 0
    return Told(int(answers[1]), float(rate[1]), broken + (int(found["refused"][1]) if found["refused"] else 0))
