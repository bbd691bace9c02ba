"""docs/checks.md says what the checks say."""

from pathlib import Path

from drafting.proofing.core.handbook import handbook

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_is_in_step() -> None:
    assert PAGE.read_text("utf-8") == handbook(), (
        "docs/checks.md does not say what the checks say; "
        "run: .venv/bin/python manage.py document_checks"
    )
