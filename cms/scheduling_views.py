"""The scheduled publications that failed, and the button to try again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.models import ScheduledPublication
from cms.scheduling import carry_out, failed_for, try_again


def failed(request: HttpRequest) -> HttpResponse:
    """The failures that are this person's to deal with."""
    return render(request, "cms/scheduled.html", {"rows": failed_for(request.user)})


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again at once, and say how it went."""
    row = get_object_or_404(ScheduledPublication, pk=pk)
    if row not in failed_for(request.user):
        raise PermissionDenied
    now = timezone.now()
    try_again(row, now)
    carry_out(row.pk, now)
    left = ScheduledPublication.objects.filter(pk=pk).first()
    if left is not None and left.state == ScheduledPublication.State.FAILED:
        messages.error(request, left.error)
    else:
        messages.success(request, _("“%(title)s” is done.") % {"title": row.page.title})
    return redirect("approval:scheduled")


urls = [
    path("scheduled/", failed, name="scheduled"),
    path("scheduled/<int:pk>/retry/", retry, name="retry"),
]
