"""How a portal may be looked at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from column_assignments.models import Portal


class PortalPolicy(models.Model):
    """Manners towards one portal, and whether it is looked at every day. The defaults are safe for a live one."""

    portal = models.OneToOneField(Portal, models.CASCADE, related_name="policy")
    is_active = models.BooleanField(_("inspected daily"), default=True)
    allow_private = models.BooleanField(
        _("may lie in a private network"),
        default=False,
        help_text=_("The inspector may then reach the network of this portal's own address, and no other private one."),
    )
    interval = models.FloatField(_("seconds between requests"), default=1.0)
    budget_pages = models.PositiveIntegerField(_("pages read in one inspection, at most"), default=2000)

    class Meta:
        verbose_name = _("portal's policy")
        verbose_name_plural = _("portals' policies")

    def __str__(self) -> str:
        return str(self.portal)
