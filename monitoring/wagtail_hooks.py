"""The findings' place in the admin."""

from django.urls import include, path, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from monitoring import views


@hooks.register("register_admin_urls")
def finding_urls() -> list[URLResolver | URLPattern]:
    urls = [path("", views.finding_list, name="list"), path("<int:pk>/", views.finding_detail, name="detail")]
    return [
        path("findings/", include((urls, "findings"))),
        path("observations/<int:pk>/", views.observation_detail, name="observation"),
    ]


@hooks.register("register_admin_menu_item")
def finding_menu_item() -> MenuItem:
    return MenuItem(_("Findings"), reverse("findings:list"), icon_name="warning", order=150)
