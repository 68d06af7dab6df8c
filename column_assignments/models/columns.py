"""Where something is owed: portals and their columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from column_assignments.duties import ColumnClass
from column_assignments.models.choices import CLASS_CHOICES

# Joins the levels of a column's path. A name holding it is refused by the table import.
LEVEL_SEPARATOR = "/"


class PortalQuerySet(models.QuerySet["Portal"]):
    def own(self) -> "Portal":
        """The installation's own portal, made on first use."""
        return self.get_or_create(is_own=True, defaults={"name": "own"})[0]


class Portal(models.Model):
    """A live site whose columns are owed (门户). How it is looked at is a matter of the floor above."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    is_own = models.BooleanField(_("this installation's own portal"), default=False)

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("portal")
        verbose_name_plural = _("portals")
        ordering = ["-is_own", "name"]
        constraints = [
            models.UniqueConstraint(fields=["is_own"], condition=models.Q(is_own=True), name="one_own_portal"),
        ]

    def __str__(self) -> str:
        return self.name


class Column(models.Model):
    """A place on a portal (栏目), in a tree of up to three levels. It outlives the tables that name it."""

    portal = models.ForeignKey(Portal, models.PROTECT, related_name="columns", verbose_name=_("portal"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent column")
    )
    name = models.CharField(_("name"), max_length=100)
    path = models.CharField(_("path"), max_length=310, help_text=_("The names of the levels, joined by /."))
    position = models.PositiveIntegerField(_("position"), default=0)
    column_class = models.CharField(_("class"), max_length=20, choices=CLASS_CHOICES, default=ColumnClass.DATA)
    url = models.CharField(
        _("list page"), max_length=1000, blank=True, help_text=_("The column's list page on the portal.")
    )

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["portal_id", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["portal", "path"], name="one_column_per_path")]

    def __str__(self) -> str:
        return self.path

    @property
    def level(self) -> int:
        """1 for a column on the portal's first level."""
        return self.path.count(LEVEL_SEPARATOR) + 1
