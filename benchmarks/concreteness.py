"""How far the measure of concreteness agrees with a person's ranking of 60 points.

.venv/bin/python -m benchmarks.concreteness
"""

from __future__ import annotations

from drafting.progress.concreteness import concreteness
from tests.progress.ranking import RANKED, agreement

if __name__ == "__main__":
    print(f"Spearman {agreement():.2f} for {len(RANKED)} points (goal 0.8); ranked otherwise:")
    for level, text in RANKED:
        if (found := concreteness(text).level) != level:
            print(f"  {level} -> {found}  {text}")
