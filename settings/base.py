"""What every installation has in common. Configuration is by environment variables alone (docs/configuration.md)."""

from pathlib import Path
from typing import Any

import dj_database_url

from settings import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = env.path("LANMU_VAR", BASE_DIR / "var")

INSTALLED_APPS = [
    "home",
    "cms",
    "monitoring",
    "column_assignments",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "home.withheld.ForeignPagesWithheld",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"
DEBUG = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# WAL and immediate transactions: with SQLite's defaults most concurrent writes end in "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at `url`, with the options that SQLite needs."""
    described: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    if described["ENGINE"].endswith("sqlite3"):
        described |= {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 0}
    return described


DATABASES = {"default": database(env.text("DATABASE_URL") or f"sqlite:///{VAR / 'lanmu.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = env.text("CACHE_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "wagtailadmin_login"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "settings" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
REPORTS_ROOT = VAR / "reports"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env.text("LANMU_MAIL_FROM", "lanmu@localhost")

WAGTAIL_SITE_NAME = "栏目"
WAGTAILADMIN_BASE_URL = env.text("LANMU_BASE_URL", f"http://127.0.0.1:{env.integer('PORT', 8000, 1, 65535)}")
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # cms.slugs makes them of pinyin
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "pdf", "ppt", "pptx", "rar", "txt", "wps", "xls", "xlsx", "zip"]
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "exact"  # a pasted address that is a page's becomes a link to it
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.files.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.files.ImageForm"
WAGTAILAPI_LIMIT_MAX = 100
# The admin must not make its users' browsers call anybody else.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = True  # the three reviews; which of them a column needs is data in the table
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.approval.finishing.publish_approved"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False

# The hour in China from which the day's inspections may start, and the length of the claim that a worker renews.
INSPECTION_HOUR = env.integer("LANMU_INSPECTION_HOUR", 6, 0, 23)
INSPECTION_LEASE_SECONDS = env.integer("LANMU_INSPECTION_LEASE", 120, 30, 86_400)
# A finding opens when it is seen again after at least this time.
CONFIRMATION_HOURS = env.integer("LANMU_CONFIRMATION_HOURS", 2, 0, 168)
# Digests wait this many hours after the inspections' hour for portals that take their time.
DIGEST_AFTER_HOURS = env.integer("LANMU_DIGEST_AFTER_HOURS", 3, 0, 17)
METRICS_ALLOWED = env.words("LANMU_METRICS_ALLOWED", "127.0.0.1,::1")
USER_AGENT = env.text("LANMU_USER_AGENT", "Lanmu/0.1 (+https://lanmu.invalid/inspector)")

CELERY_BROKER_URL = env.text("BROKER_URL")
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LANMU_LOG_LEVEL", "WARNING")},
}
