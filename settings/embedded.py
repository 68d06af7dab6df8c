"""The default: one machine, no server. Everything it writes lies under `LANMU_VAR`."""

import secrets

from settings import env
from settings.base import *

STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def kept_secret() -> str:
    """A secret made on the first start and kept, readable by its owner alone."""
    file = VAR / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return file.read_text(encoding="ascii")


SECRET_KEY = env.secret("SECRET_KEY") or kept_secret()
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")

# No collectstatic on the way to the first page.
WHITENOISE_USE_FINDERS = True
SERVE_MEDIA = True

if not env.text("BROKER_URL"):
    # kombu makes none of these folders by itself.
    QUEUE, CONTROL = VAR / "queue", VAR / "queue-control"
    QUEUE.mkdir(exist_ok=True)
    CONTROL.mkdir(exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost/"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE),
        "data_folder_out": str(QUEUE),
        "control_folder": str(CONTROL),
    }
