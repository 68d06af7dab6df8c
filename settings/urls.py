"""Every address of the product, in the order in which they are tried."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api import api_router
from cms.choosing import pasted_link
from home import health
from home.withheld import withheld

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("metrics", health.metrics),
    re_path(r"^admin/reports/page-types-usage/", withheld),
    path("admin/choose-external-link/", pasted_link),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
]
if settings.SERVE_MEDIA:
    # Documents go by /documents/, where it is asked whether their text is live.
    urlpatterns.append(re_path(r"^media/(?!documents/)(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))
urlpatterns.append(path("", include(wagtail_urls)))
