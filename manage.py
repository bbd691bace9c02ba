#!/usr/bin/env python3
"""Django's command line for 照镜."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drafting.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A wrong setting is the operator's to correct: the sentence helps, a traceback does not.
        sys.exit(f"配置错误：{error}")


if __name__ == "__main__":
    main()
