"""How much longer an autosave and the page of a step take where texts are encrypted (TEXT_KEYS_FILE), each
beside itself without, on one database.

    .venv/bin/python benchmarks/at_rest.py [ROUNDS]

The draft and the requests are those of wizard.py: an area with 8 points, one of them saved. With and without take turns in one
process, through the whole middleware, by the time of the process. Prints medians and ratios; exit 1 where a goal is missed:
either at most 1.1 times.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import wizard
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.sealing.keys import add_key

AT_MOST = 1.1


def measure(
    draft: Draft, keys: Path, run: Callable[[int], None], rounds: int
) -> tuple[float, float]:
    """The medians of a request with and without keys, in milliseconds. Before each, untimed, the draft
    is stored in the form that it then has; the first tenth warms up."""
    rows = Draft.objects.filter(pk=draft.pk)
    times: dict[Path | None, list[float]] = {keys: [], None: []}
    for _ in range(rounds + rounds // 10):
        for path, found in times.items():
            document = rows.values_list("document", flat=True).get()
            settings.TEXT_KEYS_FILE = path
            rows.update(document=document)
            version = rows.values_list("version", flat=True).get()
            start = time.process_time()
            run(version)
            found.append((time.process_time() - start) * 1000)
    skip = rounds // 10
    return statistics.median(times[keys][skip:]), statistics.median(times[None][skip:])


def main() -> int:
    """Measure both and print them. Returns 1 where the goal is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0, stdout=StringIO())
    owner = User.objects.create_user("member", password="benchmark", name="陈明")
    draft, point = wizard.draft_with_points(owner)
    client = Client()
    client.force_login(owner)
    keys = Path(wizard.HOME.name) / "text_keys"
    add_key(keys)
    page_url = reverse("wizard:step", args=[draft.pk, "theory"])
    save_url = reverse("wizard:save", args=[draft.pk, point])

    def page(_version: int) -> None:
        answer = client.get(page_url)
        assert answer.status_code == 200, answer.status_code

    def save(version: int) -> None:
        texts = {"claim": f"学用结合不够紧密{version}", "elaboration": "联系实际不够。" * 20}
        values = {**texts, "example": "", "category": "LL1", "links": []}
        body = json.dumps({"base": version, "values": values})
        answer = client.post(
            save_url, body, content_type="application/json", headers={"X-Requested-With": "fetch"}
        )
        assert answer.status_code == 200, answer.content

    missed = False
    for name, run, count in (("page of a step", page, rounds), ("autosave", save, rounds * 3)):
        sealed, plain = measure(draft, keys, run, count)
        missed = missed or sealed / plain > AT_MOST
        print(
            f"{name:15} encrypted {sealed:6.2f} ms   plain {plain:6.2f} ms   "
            f"ratio {sealed / plain:.2f} (at most {AT_MOST})"
        )
    stored = json.dumps(Draft.objects.values_list("document", flat=True).get(pk=draft.pk))
    connection.close()
    print(f"a document of {len(stored)} characters as JSON")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
