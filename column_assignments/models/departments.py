"""Who owes: departments and the people who work for them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Department(models.Model):
    """An office (处室), an affiliated unit or a collective that stands for its members (各处室)."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("office of the department")
        AFFILIATED = "affiliated", _("affiliated unit")
        COLLECTIVE = "collective", _("collective, stands for its members")

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    members = models.ManyToManyField("self", symmetrical=False, blank=True, verbose_name=_("members of the collective"))

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Which department a signed-in person works for. Inspectors and the office's assessors need none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="member")
    department = models.ForeignKey(Department, models.PROTECT, related_name="people")

    class Meta:
        verbose_name = _("member of a department")
        verbose_name_plural = _("members of departments")

    def __str__(self) -> str:
        return f"{self.user} · {self.department}"
