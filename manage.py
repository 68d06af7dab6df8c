#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.embedded")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        # On a fresh machine this is the first thing that can go wrong, and a traceback would not say what to do.
        sys.exit(f"数据库不可用 ({error}); 请先运行 make run, 或 manage.py migrate")
