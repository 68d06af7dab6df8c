"""Who owes: departments, the people who work for them, and how departments change."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from column_assignments.models.tables import ResponsibilityTable

# The posts of a department that is no collective, in the order in which they are shown.
POSTS = {
    "head": _("responsible person"),  # 负责人: reviews the department's texts
    "deputy": _("deputy"),  # acts for the responsible person and for the contact
    "contact": _("publishing contact"),  # 信息发布联络人
    "secrecy_reviewer": _("secrecy reviewer"),  # 保密审查员
}


def post(label: Any) -> Any:
    """A post in a department, held by somebody who can sign in; empty when its holder's account is deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=label
    )


class Department(models.Model):
    """An office (处室), an affiliated unit or a collective that stands for its members (各处室)."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("office of the department")
        AFFILIATED = "affiliated", _("affiliated unit")
        COLLECTIVE = "collective", _("collective, stands for its members")

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    members = models.ManyToManyField("self", symmetrical=False, blank=True, verbose_name=_("members of the collective"))
    head = post(POSTS["head"])
    deputy = post(POSTS["deputy"])
    contact = post(POSTS["contact"])
    secrecy_reviewer = post(POSTS["secrecy_reviewer"])
    ended_on = models.DateField(
        _("abolished on"), null=True, blank=True, help_text=_("The first day on which it no longer exists.")
    )

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def standing(day: dt.date) -> models.Q:
        """Those that still exist on `day`, also if they are to end later."""
        return models.Q(ended_on=None) | models.Q(ended_on__gt=day)

    def has_ended(self, day: dt.date) -> bool:
        """Whether it no longer exists on `day`."""
        return self.ended_on is not None and self.ended_on <= day


class Member(models.Model):
    """Which department a signed-in person works for. Inspectors and the office's assessors need none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="member")
    department = models.ForeignKey(Department, models.PROTECT, related_name="people")

    class Meta:
        verbose_name = _("member of a department")
        verbose_name_plural = _("members of departments")

    def __str__(self) -> str:
        return f"{self.user} · {self.department}"


class DepartmentChange(models.Model):
    """A reorganisation (机构调整): from its day on `results` stand where `sources` stood.

    The table takes it up as a new version from that day; earlier versions and what was judged by them stay.
    `people_moved_at` is set once the people of the sources work for a result. `people` says who goes where, all by
    primary key: {"default": department, "moves": {user: department}, "posts": {department: {post: user}}}; "ended" keeps
    {department: day} for results that had ended on that day and came back.
    """

    class Kind(models.TextChoices):
        RENAME = "rename", _("renamed")
        MERGE = "merge", _("merged")
        SPLIT = "split", _("split")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    effective_on = models.DateField(_("effective on"))
    sources = models.ManyToManyField(Department, related_name="changes_away", verbose_name=_("departments before"))
    results = models.ManyToManyField(Department, related_name="changes_into", verbose_name=_("departments after"))
    tables: "models.ManyToManyField[ResponsibilityTable, Any]" = models.ManyToManyField(
        "ResponsibilityTable", related_name="+", verbose_name=_("versions of the table")
    )
    people = models.JSONField(default=dict, editable=False)
    why = models.TextField(_("reason"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    people_moved_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")
        ordering = ["effective_on", "id"]

    def __str__(self) -> str:
        return f"{self.effective_on} {self.get_kind_display()}"
