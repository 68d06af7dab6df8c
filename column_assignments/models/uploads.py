"""A table file between its upload and its adoption."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from column_assignments.models.columns import Portal


class TableUpload(models.Model):
    """A file that somebody looks through before it becomes the table; deleted when it is adopted, or after a day."""

    portal = models.ForeignKey(Portal, models.CASCADE)
    effective_on = models.DateField(_("effective on"))
    name = models.CharField(_("file"), max_length=300)
    data = models.BinaryField()
    why = models.CharField(_("reason"), max_length=500, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")

    def __str__(self) -> str:
        return self.name
