"""The responsibility table (责任分工表), a version for each import, and its rows."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from column_assignments.duties import ReviewStep
from column_assignments.models.choices import CLASS_CHOICES, ROLE_CHOICES
from column_assignments.models.columns import Column, Portal
from column_assignments.models.departments import Department

ALL_STEPS = " ".join(ReviewStep)


class TableQuerySet(models.QuerySet["ResponsibilityTable"]):
    def in_force(self, portal: Portal, day: dt.date) -> "ResponsibilityTable | None":
        """The table that binds on `day`: the last imported of those with the latest effective day up to then."""
        return self.filter(portal=portal, effective_on__lte=day).order_by("effective_on", "id").last()


class ResponsibilityTable(models.Model):
    """One version of a portal's table. It is never changed after its import; a newer one takes over on its day."""

    portal = models.ForeignKey(Portal, models.PROTECT, related_name="tables")
    effective_on = models.DateField(_("effective on"))
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)
    source = models.CharField(_("source"), max_length=300, help_text=_("The name of the imported file."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    why = models.CharField(_("reason"), max_length=500, blank=True)

    objects = TableQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility table")
        verbose_name_plural = _("responsibility tables")
        ordering = ["portal_id", "effective_on", "id"]

    def __str__(self) -> str:
        return f"{self.portal} {self.effective_on} #{self.pk}"


class Assignment(models.Model):
    """One row (分工): a column, what belongs there, how often, and who by role."""

    table = models.ForeignKey(ResponsibilityTable, models.CASCADE, related_name="assignments")
    column = models.ForeignKey(Column, models.PROTECT, related_name="assignments")
    position = models.PositiveIntegerField(_("position"))
    description = models.TextField(_("content"), blank=True)
    frequency = models.CharField(_("update frequency"), max_length=60)
    address = models.CharField(
        _("list page"), max_length=1000, blank=True, help_text=_("As the table gives it; empty if it gives none.")
    )
    column_class = models.CharField(
        _("class"),
        max_length=20,
        choices=CLASS_CHOICES,
        blank=True,
        help_text=_("The column's class while this row binds; empty if the column keeps the one it has."),
    )
    steps = models.CharField(
        _("review steps"),
        max_length=60,
        default=ALL_STEPS,
        blank=True,
        help_text=_("Which reviews a text passes before it is published; empty for none."),
    )
    departments = models.ManyToManyField(Department, through="AssignmentDepartment", related_name="assignments")

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["table_id", "position"]
        constraints = [models.UniqueConstraint(fields=["table", "column"], name="one_assignment_per_column")]

    def __str__(self) -> str:
        return f"{self.column} · {self.frequency}"

    @property
    def review_steps(self) -> tuple[ReviewStep, ...]:
        """The reviews that a text in this column passes, in their order."""
        return tuple(step for step in ReviewStep if step in self.steps.split())


class AssignmentDepartment(models.Model):
    """A department's part in an assignment."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="parts")
    department = models.ForeignKey(Department, models.PROTECT, related_name="parts")
    role = models.CharField(_("role"), max_length=10, choices=ROLE_CHOICES)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("department's part")
        verbose_name_plural = _("departments' parts")
        ordering = ["assignment_id", "role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "department", "role"], name="one_part_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.department} ({self.role})"
