"""The default: everything it writes lies under LANMU_VAR, and its secret is made once."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from django.conf import settings

SHOW = "import settings.embedded as e; print(e.SECRET_KEY); print(e.ALLOWED_HOSTS)"
OURS = ("LANMU_", "DATABASE_URL", "BROKER_URL", "CACHE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DJANGO_")


def start(folder: Path) -> list[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        env=kept | {"LANMU_VAR": str(folder)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return done.stdout.splitlines()


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = start(tmp_path / "var"), start(tmp_path / "var")
    assert first == second
    assert len(first[0]) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_two_installations_have_two_secrets(tmp_path: Path) -> None:
    assert start(tmp_path / "a")[0] != start(tmp_path / "b")[0]


def test_only_this_machine_is_answered(tmp_path: Path) -> None:
    assert start(tmp_path)[1] == "['127.0.0.1', 'localhost', '[::1]']"
