"""The reference portal's home page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.approval.forms import GatedCopyForm, GatedForm
from cms.models import ArticlePage, ColumnPage
from cms.revisions import LastingRevisions


class HomePage(LastingRevisions, Page):
    """The first page of the portal (首页). `notice` stands on every page, for a portal that shows sample data."""

    notice = models.CharField(_("notice on every page"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("notice")]
    base_form_class = GatedForm
    copy_form_class = GatedCopyForm
    subpage_types = ["cms.ColumnPage"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def sections(self) -> list[ColumnPage]:
        """The live first-level columns."""
        return list(ColumnPage.objects.live().child_of(self))

    def latest(self) -> models.QuerySet[ArticlePage]:
        """The newest articles of the whole portal."""
        articles: models.QuerySet[ArticlePage] = ArticlePage.objects.live().public().descendant_of(self)
        return articles.order_by("-published_at", "-pk")[:12]
