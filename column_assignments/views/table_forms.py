"""What the office enters about the table: a file, a row, a row's end."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from column_assignments.duties import ColumnClass, ReviewStep, Role
from column_assignments.forms import DayInput
from column_assignments.models import Department, Portal, UpdateRule
from column_assignments.models.choices import CLASS_CHOICES, ROLE_CHOICES, STEP_CHOICES
from column_assignments.table.adopting import row_problems
from column_assignments.table.files import clean as clean_cell
from column_assignments.table.limits import SIZE_LIMIT
from column_assignments.table.rows import ADDRESS_LIMIT, CONTENT_LIMIT, LEVELS, NAME_LIMIT, TableRow

LEVEL_FIELDS = ("level_1", "level_2", "level_3")


class VersionForm(forms.Form):
    """From which day, and why: asked for every new version."""

    effective_on = forms.DateField(
        label=_("effective on"), widget=DayInput(), help_text=_("The first day on which the new version binds.")
    )
    why = forms.CharField(
        label=_("reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with the version."),
    )


class UploadForm(VersionForm):
    """A file for a portal."""

    file = forms.FileField(
        label=_("file"), help_text=_("CSV or XLSX. Nothing is changed before you have seen what it changes.")
    )
    portal = forms.ModelChoiceField(Portal.objects.all(), label=_("portal"), empty_label=None)
    field_order = ("file", "portal", "effective_on", "why")

    def clean_file(self) -> Any:
        """Look at the size before reading."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > SIZE_LIMIT:
            raise forms.ValidationError(_("The file is larger than %(limit)s MB.") % {"limit": SIZE_LIMIT // 2**20})
        return file


class ChangeForm(VersionForm):
    """A new version made from a known one: `base` is its id."""

    base = forms.IntegerField(widget=forms.HiddenInput)


class RowForm(ChangeForm):
    """One row; its column is known."""

    content = forms.CharField(
        label=_("content"), required=False, max_length=CONTENT_LIMIT, widget=forms.Textarea(attrs={"rows": 3})
    )
    frequency = forms.ChoiceField(label=_("update frequency"))
    lead = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    support = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    publisher = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    column_class = forms.ChoiceField(label=_("class"), choices=CLASS_CHOICES)
    steps = forms.MultipleChoiceField(
        label=_("review steps"),
        choices=STEP_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Which reviews a text passes before it is published; empty for none."),
    )
    address = forms.CharField(label=_("list page"), required=False, max_length=ADDRESS_LIMIT)
    field_order = ("base", *LEVEL_FIELDS, "content", "frequency", *Role, "column_class", "steps", "address")

    def __init__(self, *args: Any, row: TableRow | None, is_own: bool, **kwargs: Any) -> None:
        self.row = row
        kwargs["initial"] = {**kwargs.get("initial", {}), **(as_initial(row) if row else {})}
        super().__init__(*args, **kwargs)
        self.offer_labels()
        self.offer_departments()
        if is_own:  # its pages know their addresses
            del self.fields["address"]

    def offer_labels(self) -> None:
        """The labels that have a rule, and the one that stands in the row."""
        labels = dict.fromkeys(UpdateRule.objects.order_by("label").values_list("label", flat=True))
        known = [*labels, *([self.row.frequency] if self.row else [])]
        self.fields["frequency"].choices = [(label, label) for label in dict.fromkeys(known)]  # type: ignore[attr-defined]

    def offer_departments(self) -> None:
        """Departments that have not ended on the day that the form begins with, and those that stand in the row."""
        standing = Department.objects.filter(Department.standing(self.initial["effective_on"]))
        known = list(standing.order_by("name").values_list("name", flat=True))
        for role, label in ROLE_CHOICES:
            chosen = self.row.departments[role] if self.row else ()
            names = [*known, *(name for name in chosen if name not in known)]
            self.fields[role].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
            self.fields[role].label = label

    def clean(self) -> dict[str, Any]:
        """The row as an import would read it, refused for the same reasons."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.changed_row = self.as_row(cleaned)
            for reason in row_problems(self.changed_row):
                self.add_error(None, reason)
        return cleaned

    def as_row(self, cleaned: dict[str, Any]) -> TableRow:
        return TableRow(
            line=2,
            levels=self.levels(cleaned),
            content=clean_cell(cleaned["content"]),
            frequency=cleaned["frequency"],
            departments={role: self.in_order(role, cleaned[role]) for role in Role},
            address=clean_cell(cleaned["address"])
            if "address" in cleaned
            else (self.row.address if self.row else None),
            column_class=ColumnClass(cleaned["column_class"]),
            steps=tuple(step for step in ReviewStep if step in cleaned["steps"]),
        )

    def levels(self, cleaned: dict[str, Any]) -> tuple[str, ...]:
        assert self.row is not None  # noqa: S101 - the form that adds a row asks for them
        return self.row.levels

    def in_order(self, role: Role, chosen: Sequence[str]) -> tuple[str, ...]:
        """The chosen departments: those that stood in the row as they stood, then the new ones."""
        before = self.row.departments[role] if self.row else ()
        kept = [name for name in before if name in chosen]
        return (*kept, *(name for name in chosen if name not in kept))


class NewRowForm(RowForm):
    """A row for a column that the table does not name yet."""

    level_1 = forms.CharField(label=_("first level"), max_length=NAME_LIMIT)
    level_2 = forms.CharField(label=_("second level"), max_length=NAME_LIMIT, required=False)
    level_3 = forms.CharField(label=_("third level"), max_length=NAME_LIMIT, required=False)

    def __init__(self, *args: Any, taken: Sequence[TableRow], **kwargs: Any) -> None:
        self.taken = {row.levels for row in taken}
        super().__init__(*args, row=None, **kwargs)

    def levels(self, cleaned: dict[str, Any]) -> tuple[str, ...]:
        names = [clean_cell(cleaned[field]) for field in LEVEL_FIELDS[: len(LEVELS)]]
        while names and not names[-1]:
            names.pop()
        return tuple(names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self.changed_row.levels in self.taken:
            self.add_error(None, _("The table has a row for this column already."))
        return cleaned


def as_initial(row: TableRow) -> dict[str, Any]:
    """What the form shows of a row."""
    return {
        "content": row.content,
        "frequency": row.frequency,
        **{str(role): list(names) for role, names in row.departments.items()},
        "column_class": row.column_class,
        "steps": list(row.steps or ()),
        "address": row.address,
    }


def first_values(base: int, day: dt.date) -> dict[str, Any]:
    """What every change begins with."""
    return {"base": base, "effective_on": day}
