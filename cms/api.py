"""The headless API at /api/v2/: Wagtail's own conventions, for pages, images, documents, columns and departments."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms.files import shown_to_all
from column_assignments.models import Column, Department

# Parameters that a listing without full-text search refuses instead of ignoring them.
SEARCH = {"search", "search_operator"}


class PortalPagesAPIViewSet(PagesAPIViewSet):
    """Live public pages."""

    def get_queryset(self) -> "QuerySet[Page]":
        """With its locale at once: the stock listing asks for it with one query for each page."""
        pages: QuerySet[Page] = super().get_queryset()
        return pages.select_related("locale")


class PortalImagesAPIViewSet(ImagesAPIViewSet):
    """Images that a live page shows."""

    def get_queryset(self) -> "QuerySet[Any]":
        """Those of drafts are the department's business."""
        return shown_to_all(super().get_queryset())


class PortalDocumentsAPIViewSet(DocumentsAPIViewSet):
    """Documents that a live page links."""

    def get_queryset(self) -> "QuerySet[Any]":
        """Those of drafts are the department's business."""
        return shown_to_all(super().get_queryset())


class ColumnsAPIViewSet(BaseAPIViewSet):
    """The columns of the installation's own portal."""

    model = Column
    name = "columns"
    filter_backends: ClassVar[list[type]] = [FieldsFilter, OrderingFilter]
    known_query_parameters = BaseAPIViewSet.known_query_parameters.difference(SEARCH)
    body_fields: ClassVar[list[str]] = [*BaseAPIViewSet.body_fields, "path", "name", "position", "column_class", "url"]
    listing_default_fields: ClassVar[list[str]] = [*BaseAPIViewSet.listing_default_fields, "path", "name", "url"]

    def get_queryset(self) -> "QuerySet[Column]":
        """Other portals' columns are the inspectors' business, not the public's."""
        return Column.objects.filter(portal__is_own=True).order_by("position", "id")


class DepartmentsAPIViewSet(BaseAPIViewSet):
    """Departments and their kinds."""

    model = Department
    name = "departments"
    filter_backends: ClassVar[list[type]] = [FieldsFilter, OrderingFilter]
    known_query_parameters = BaseAPIViewSet.known_query_parameters.difference(SEARCH)
    body_fields: ClassVar[list[str]] = [*BaseAPIViewSet.body_fields, "name", "kind"]
    listing_default_fields: ClassVar[list[str]] = [*BaseAPIViewSet.listing_default_fields, "name", "kind"]


api_router = WagtailAPIRouter("api")
api_router.register_endpoint("pages", PortalPagesAPIViewSet)
api_router.register_endpoint("images", PortalImagesAPIViewSet)
api_router.register_endpoint("documents", PortalDocumentsAPIViewSet)
api_router.register_endpoint("columns", ColumnsAPIViewSet)
api_router.register_endpoint("departments", DepartmentsAPIViewSet)
