"""Views of Wagtail that would show a department what is another's."""

from django.http import Http404, HttpRequest, HttpResponse


def withheld(request: HttpRequest) -> HttpResponse:
    """Page types usage names the last edited page of each type, drafts included, to everybody in the admin."""
    raise Http404
