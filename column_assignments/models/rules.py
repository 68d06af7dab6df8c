"""The update rules (更新规则) as rows an office can read and change."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from column_assignments import duties
from column_assignments.duties import ColumnClass, DutyKind, Limit
from column_assignments.models.choices import CLASS_CHOICES, KIND_CHOICES


def check_limit(text: str) -> None:
    """Refuse a limit that cannot be read."""
    try:
        Limit.parse(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def is_day_of_year(month: int, day: int) -> bool:
    """Whether some year has this day; 29 February is one."""
    try:
        # A leap year.
        dt.date(2024, month, day)
    except ValueError:
        return False
    return True


class UpdateRule(models.Model):
    """Frequency label × column class → kind of duty and limits. Numbers not yet confirmed are marked so."""

    label = models.CharField(_("frequency label"), max_length=60)
    column_class = models.CharField(_("class"), max_length=20, choices=CLASS_CHOICES)
    kind = models.CharField(_("kind of duty"), max_length=20, choices=KIND_CHOICES)
    warn = models.CharField(_("warn after"), max_length=10, blank=True, validators=[check_limit])
    overdue = models.CharField(_("overdue after"), max_length=10, blank=True, validators=[check_limit])
    remind = models.CharField(
        _("remind before"),
        max_length=10,
        blank=True,
        validators=[check_limit],
        help_text=_("How long before the due date the department is reminded."),
    )
    due_month = models.PositiveSmallIntegerField(_("due in month"), null=True, blank=True)
    due_day = models.PositiveSmallIntegerField(_("due on day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    confirmed = models.BooleanField(_("confirmed"), default=False)

    class Meta:
        verbose_name = _("update rule")
        verbose_name_plural = _("update rules")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["label", "column_class"], name="one_rule_per_label_and_class")]

    def __str__(self) -> str:
        return f"{self.label} × {self.column_class}"

    def clean(self) -> None:
        """Refuse a day of the year that no year has."""
        if (self.due_month is None) != (self.due_day is None):
            raise ValidationError(_("A yearly due date needs both its month and its day."))
        if self.due_month is not None and self.due_day is not None and not is_day_of_year(self.due_month, self.due_day):
            raise ValidationError(_("No year has this day."))

    def value(self) -> duties.UpdateRule:
        """The rule as the plain value that judging works on."""
        return duties.UpdateRule(
            label=self.label,
            column_class=ColumnClass(self.column_class),
            kind=DutyKind(self.kind),
            warn=Limit.parse(self.warn) if self.warn else None,
            overdue=Limit.parse(self.overdue) if self.overdue else None,
            remind=Limit.parse(self.remind) if self.remind else None,
            due_on=(self.due_month, self.due_day) if self.due_month and self.due_day else None,
            source=self.source,
            confirmed=self.confirmed,
        )
