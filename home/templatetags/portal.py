"""What every page of the reference portal needs."""

from django import template
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.models import ColumnPage
from home.models import HomePage

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_home(context: template.Context) -> HomePage | None:
    """The home page of the site that was asked."""
    request: HttpRequest = context["request"]
    site = Site.find_for_request(request)
    return site.root_page.specific if site else None


@register.simple_tag
def breadcrumbs(page: Page) -> list[Page]:
    """The way from the home page to `page`, both included."""
    return list(page.get_ancestors(inclusive=True).filter(depth__gte=2))


@register.simple_tag
def column_of(page: Page) -> ColumnPage | None:
    """The nearest column page at or above `page`."""
    nearest: ColumnPage | None = ColumnPage.objects.ancestor_of(page, inclusive=True).last()
    return nearest
