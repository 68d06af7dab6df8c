"""What is published: column pages, articles and the disclosure-on-request page."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.approval.forms import GatedCopyForm, GatedForm
from cms.revisions import LastingRevisions
from cms.slugs import PinyinSlugMixin
from column_assignments.models import Column

ARTICLES_A_PAGE = 20


class ColumnPage(LastingRevisions, PinyinSlugMixin, Page):
    """A column's place on the portal (栏目页): its introduction, then what it holds, newest first."""

    column = models.OneToOneField(
        Column, models.PROTECT, null=True, blank=True, related_name="page", verbose_name=_("column")
    )
    body = RichTextField(_("introduction"), blank=True)

    content_panels = [
        *Page.content_panels,
        # Whose page it is decides who may write below it and which reviews it takes: not for editors to choose.
        FieldPanel("column", permission="column_assignments.change_column"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    api_fields = [APIField("column"), APIField("body")]
    base_form_class = GatedForm
    copy_form_class = GatedCopyForm
    exclude_fields_in_copy = ["column"]
    subpage_types = ["cms.ColumnPage", "cms.ArticlePage", "cms.RequestPage"]

    class Meta:
        verbose_name = _("column page")
        verbose_name_plural = _("column pages")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A column has one page: an alias, which Wagtail copies whole, stands for it by its translation key alone."""
        if self.alias_of_id:
            self.column = None
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "ColumnPage":
        """A stored text, a copied one too, neither gives up the page's column nor takes another page's."""
        page: ColumnPage = super().with_content_json(content)
        others = ColumnPage.objects.exclude(pk=self.pk)
        if page.column_id is None or others.filter(column_id=page.column_id).exists():
            page.column_id = self.column_id
        return page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `articles`, the asked page of them; a page number that does not exist gives the nearest one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["articles"] = Paginator(self.articles(), ARTICLES_A_PAGE).get_page(request.GET.get("page"))
        return context

    def articles(self) -> models.QuerySet["ArticlePage"]:
        """The column's live articles, those of its sub-columns included, newest first."""
        articles: models.QuerySet[ArticlePage] = ArticlePage.objects.live().public().descendant_of(self)
        return articles.order_by("-published_at", "-pk")

    def sections(self) -> list["ColumnPage"]:
        """The live sub-columns in the order of the table."""
        return list(ColumnPage.objects.live().child_of(self))

    def newest(self) -> models.QuerySet["ArticlePage"]:
        """The few articles that a hub shows of the column."""
        return self.articles()[:5]

    def request_pages(self) -> list["RequestPage"]:
        """The disclosure request pages below the column."""
        return list(RequestPage.objects.live().child_of(self))


class ArticlePage(LastingRevisions, PinyinSlugMixin, Page):
    """One text in a column (信息). `published_at` is the publication time (发布时间), the only one freshness knows."""

    published_at = models.DateTimeField(_("publication time"), default=timezone.now)
    source = models.CharField(_("source"), max_length=100, help_text=_("Who supplied the text."))
    body = RichTextField(_("text"))
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("published_at"),
        FieldPanel("source"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body"), index.FilterField("published_at")]
    api_fields = [APIField("published_at"), APIField("source"), APIField("body")]
    base_form_class = GatedForm
    copy_form_class = GatedCopyForm
    parent_page_types = ["cms.ColumnPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def column_page(self) -> ColumnPage:
        """The column that holds the article."""
        page: ColumnPage = self.get_parent().specific
        return page


class RequestPage(LastingRevisions, PinyinSlugMixin, Page):
    """The disclosure-on-request page (依申请公开): the guide and the form's fields."""

    guide = RichTextField(_("guide"))

    content_panels = [*Page.content_panels, FieldPanel("guide"), InlinePanel("fields", label=_("field of the form"))]
    api_fields = [APIField("guide")]
    base_form_class = GatedForm
    copy_form_class = GatedCopyForm
    parent_page_types = ["cms.ColumnPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("disclosure request page")
        verbose_name_plural = _("disclosure request pages")


class RequestField(Orderable):
    """One thing that the form asks for."""

    page = ParentalKey(RequestPage, on_delete=models.CASCADE, related_name="fields")
    label = models.CharField(_("label"), max_length=60)
    is_required = models.BooleanField(_("required"), default=True)
    is_long = models.BooleanField(_("several lines"), default=False)

    panels = [FieldPanel("label"), FieldPanel("is_required"), FieldPanel("is_long")]

    class Meta(Orderable.Meta):
        verbose_name = _("field of the form")
        verbose_name_plural = _("fields of the form")

    def __str__(self) -> str:
        return self.label
