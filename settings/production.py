"""An installation with people who depend on it. What would be unsafe refuses to start."""

from django.core.exceptions import ImproperlyConfigured

from settings import env
from settings.base import *

SERVE_MEDIA = False
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 25, 1, 65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS")

# A broker's own redelivery must come later than the longest task, or the task runs twice at once.
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": env.integer("LANMU_VISIBILITY_TIMEOUT", 43_200, 60, 604_800)}
    if CELERY_BROKER_URL.startswith("redis")
    else {}
)


def refuse(condition: bool, message: str) -> None:
    if condition:
        raise ImproperlyConfigured(f"Lanmu does not start: {message}")


refuse(len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10, "set SECRET_KEY to at least 50 random characters")
refuse(SECRET_KEY.startswith(("django-insecure", "change")), "SECRET_KEY is a default; make one of your own")
refuse(env.boolean("DEBUG"), "DEBUG is on; unset it")
refuse(not ALLOWED_HOSTS, "set ALLOWED_HOSTS to the names this portal is reached by")
refuse(any("*" in host or host.startswith(".") for host in ALLOWED_HOSTS), "ALLOWED_HOSTS must name hosts, without *")
refuse(not env.text("DATABASE_URL"), "set DATABASE_URL, for example postgresql://lanmu@127.0.0.1/lanmu")
refuse(not CELERY_BROKER_URL, "set BROKER_URL, for example redis://127.0.0.1:6379/0")
