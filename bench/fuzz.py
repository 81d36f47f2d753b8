"""Random bodies against the whole application: counts by status, and each body that was answered with 5xx.

The same seed gives the same bodies. The exit code is 1 when an answer is a 5xx other than a documented 503, an error is
longer than 4 KB, or none of them was accepted.
"""

import argparse
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from service.app import create_app
from service.settings import Settings
from tests.hostile_input.bodies import bodies

PATHS = ("/v1/summaries", "/v1/checks")


def main() -> None:
    """Send them all, to one route and the other by turns."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    client = create_app(replace(Settings(), log_level="critical")).test_client()
    seen: Counter[tuple[str, int]] = Counter()
    bad = 0
    for number, body in enumerate(bodies(asked.count, asked.seed)):
        path = PATHS[number % 2]
        answer = client.post(path, data=body, content_type="application/json")
        seen[path, answer.status_code] += 1
        if answer.status_code >= 500 or (answer.status_code >= 400 and len(answer.data) > 4096):
            bad += 1
            print(f"{answer.status_code} for number {number}: {body[:300]!r}")
    for (path, status), times in sorted(seen.items()):
        print(f"{times:7}  {status}  {path}")
    print(f"{asked.count} bodies of seed {asked.seed}: {bad} answered with 5xx or too much")
    sys.exit(1 if bad or not any(status == 200 for _, status in seen) else 0)


main()
