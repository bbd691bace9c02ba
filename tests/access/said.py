"""What is said of every answer, whoever gives it and to whom."""

from typing import Any

SAID = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
POLICY = "frame-ancestors 'none'"


def lacking(answer: Any) -> list[str]:
    """The headers that an answer has not, or otherwise than it should; private answers are kept by
    nobody."""
    wrong = [name for name, value in SAID.items() if answer.get(name) != value]
    if POLICY not in answer.get("Content-Security-Policy", ""):
        wrong.append("Content-Security-Policy")
    if "no-store" not in answer.get("Cache-Control", ""):
        wrong.append(f"Cache-Control: {answer.get('Cache-Control')}")
    return wrong
