"""For the test suite: nothing outlives it, nothing leaves the machine."""

import tempfile
from pathlib import Path

from settings import env
from settings.base import *

VAR = Path(tempfile.mkdtemp(prefix="lanmu-test-"))
STATIC_ROOT, MEDIA_ROOT, REPORTS_ROOT = VAR / "static", VAR / "media", VAR / "reports"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SERVE_MEDIA = True
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = "memory://"
DATABASES = {"default": database(env.text("DATABASE_URL") or "sqlite://:memory:")}
