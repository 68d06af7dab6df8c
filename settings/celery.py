"""The Celery application: `celery -A settings.celery worker`."""

import os

from celery import Celery
from celery.schedules import crontab
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.embedded")

TRANSPORT_ALIASES["filesystem"] = "settings.queue:Transport"

app = Celery("lanmu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["monitoring", "cms"])

# Each entry only asks whether something is due: the tasks claim rows, so a late, early or doubled tick is harmless.
app.conf.beat_schedule = {
    "heartbeat": {"task": "monitoring.heartbeat", "schedule": 20.0},
    "start_due_inspections": {"task": "monitoring.start_due_inspections", "schedule": 20.0},
    "send_daily_digests": {"task": "monitoring.send_daily_digests", "schedule": 300.0},
    "send_reminders": {"task": "cms.send_reminders", "schedule": 300.0},
    "follow_table": {"task": "cms.follow_table", "schedule": crontab(minute=2)},
    "publish_scheduled": {"task": "cms.publish_scheduled", "schedule": crontab()},
}
