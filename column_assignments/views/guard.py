"""Who may open a view; refusal comes first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from column_assignments.people import OFFICE, is_in, sees_everything

View = Callable[..., HttpResponse]


def for_office(view: View) -> View:
    """The general office alone."""
    return allowed(view, lambda user: is_in(user, OFFICE))


def for_overseers(view: View) -> View:
    """The office and the inspectors, who look at all departments."""
    return allowed(view, sees_everything)


def allowed(view: View, may: Callable[[Any], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
