"""Signs of life for whoever watches this installation."""

import datetime as dt

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from kombu.exceptions import KombuError

from monitoring.models import Finding, Heartbeat, Inspection
from settings.celery import app

# A heartbeat comes every 20 seconds; three may get lost.
SILENCE = dt.timedelta(seconds=80)
# One night may fail and be made up for; two days without an inspection are a fault of ours.
STALE = dt.timedelta(hours=48)


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """Database, broker, worker, scheduler and age of the last inspection, each "ok" or why not; 503 if one fails."""
    checks = {"database": database_state()}
    if checks["database"] == "ok":
        checks |= {
            "broker": broker_state(),
            "worker": part_state(Heartbeat.Part.WORKER),
            "scheduler": part_state(Heartbeat.Part.SCHEDULER),
            "inspection": inspection_state(),
        }
    good = all(state == "ok" for state in checks.values())
    return JsonResponse(checks, status=200 if good else 503)


def database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"no answer: {error}"
    return "ok"


def broker_state() -> str:
    try:
        with app.connection_for_write(connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (KombuError, OSError) as error:
        return f"no answer: {error}"
    return "ok"


def part_state(part: Heartbeat.Part) -> str:
    beat = Heartbeat.objects.filter(part=part).first()
    if beat is None:
        return "never seen"
    silence = timezone.now() - beat.at
    return "ok" if silence < SILENCE else f"silent for {silence.total_seconds():.0f} s"


def inspection_age() -> dt.timedelta | None:
    """Time since the last inspection ended, None before the first one."""
    last = Inspection.objects.filter(state=Inspection.State.DONE, sample=False).order_by("finished_at").last()
    return timezone.now() - last.finished_at if last and last.finished_at else None


def inspection_state() -> str:
    age = inspection_age()
    if age is None:
        return "none yet"
    return "ok" if age < STALE else f"last one {age.total_seconds() / 3600:.0f} h ago"


def metrics(request: HttpRequest) -> HttpResponse:
    """The same in the text format that Prometheus reads. For the machine itself and `METRICS_ALLOWED` alone."""
    if request.META.get("REMOTE_ADDR") not in settings.METRICS_ALLOWED:
        return HttpResponse(status=403)
    age = inspection_age()
    lines = [f"lanmu_findings_open {Finding.objects.filter(state=Finding.State.OPEN).count()}"]
    lines += [f"lanmu_inspection_age_seconds {age.total_seconds():.0f}"] if age else []
    for beat in Heartbeat.objects.all():
        silence = (timezone.now() - beat.at).total_seconds()
        lines.append(f'lanmu_heartbeat_age_seconds{{part="{beat.part}"}} {silence:.0f}')
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")
