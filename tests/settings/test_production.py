"""What would be unsafe does not start. Each start is a process of its own with nothing but the named variables."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

GOOD = {
    "SECRET_KEY": "Zx8-kQ2vTn5_LwR7yHc3JmE9bUa4DfG6sPo1iXeVtBqNhYdMzKlCrWgAj0",
    "ALLOWED_HOSTS": "portal.example,www.portal.example",
    "DATABASE_URL": "postgresql://lanmu@127.0.0.1/lanmu",
    "BROKER_URL": "redis://127.0.0.1:6379/0",
}
SHOW = "import settings.production as p; print(p.SESSION_COOKIE_SECURE, p.SECURE_SSL_REDIRECT, p.DEBUG, p.SERVE_MEDIA)"


def start(variables: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Read the production settings with these variables."""
    system = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", SHOW],
        env={**system, "LANMU_VAR": str(folder), "PYTHONUTF8": "1", **variables},
        cwd=settings.BASE_DIR,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + GOOD["SECRET_KEY"]}, "is a default"),
        ({"SECRET_KEY": "change-me-" + GOOD["SECRET_KEY"]}, "is a default"),
        ({"SECRET_KEY_FILE": "no-such-file"}, "SECRET_KEY_FILE"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "portal.example,*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ".example"}, "ALLOWED_HOSTS"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"BROKER_URL": ""}, "BROKER_URL"),
        ({"LANMU_INSPECTION_HOUR": "24"}, "LANMU_INSPECTION_HOUR"),
        ({"PORT": "http"}, "PORT"),
    ],
    ids=lambda value: ",".join(f"{k}={v[:12]}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_an_unsafe_installation_does_not_start(changes: dict[str, str], said: str, tmp_path: Path) -> None:
    done = start(GOOD | changes, tmp_path)
    assert done.returncode == 1
    assert said in done.stderr.splitlines()[-1]
    assert "ImproperlyConfigured" in done.stderr


def test_the_reason_does_not_show_the_secret(tmp_path: Path) -> None:
    done = start(GOOD | {"SECRET_KEY": "mine"}, tmp_path)
    assert "mine" not in done.stderr.splitlines()[-1]


def test_a_safe_installation_starts(tmp_path: Path) -> None:
    done = start(GOOD, tmp_path)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "True True False False", "")


def test_the_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(GOOD["SECRET_KEY"] + "\n", encoding="utf-8")
    variables = {name: value for name, value in GOOD.items() if name != "SECRET_KEY"}
    assert start(variables | {"SECRET_KEY_FILE": str(tmp_path / "key")}, tmp_path).returncode == 0
