#!/usr/bin/env python3
"""Django's command line for 照镜."""

import os
import secrets
import sys

#: These leave nothing behind that is signed, so they need no lasting key and no directory for one.
PASSING = (
    "check_material",
    "compare_materials",
    "import_material",
    "rectification_ledger",
    "render_material",
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drafting.settings")
    if (
        sys.argv[1:2]
        and sys.argv[1] in PASSING
        and not os.environ.get("SECRET_KEY_FILE", "").strip()
    ):
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    from drafting.server import startup

    # A wrong setting is the operator's to correct: the sentence helps, a traceback does not.
    with startup.one_sentence():
        startup.load_settings()
        from drafting.management.console import Console

        with startup.database_faults():
            Console(sys.argv).execute()


if __name__ == "__main__":
    main()
