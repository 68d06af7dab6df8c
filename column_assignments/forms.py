"""What people put on record about a column, checked (复核、应公开事件、报备)."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from column_assignments.models import Event, Exemption, Review


class DayInput(forms.DateInput):
    """The browser's own calendar: no script of ours."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


# It takes no type arguments when it runs.
class DatedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that knows what day it is."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def not_in_future(self, field: str) -> dt.date | None:
        """The day in `field`, refused where it is yet to come."""
        day: dt.date | None = self.cleaned_data[field]
        if day and day > self.today:
            raise forms.ValidationError(_("This day is yet to come."))
        return day


class ReviewForm(DatedForm):
    """The text was looked through and is right."""

    class Meta:
        model = Review
        fields = ("reviewed_on", "note")
        widgets = {"reviewed_on": DayInput()}

    def clean_reviewed_on(self) -> dt.date | None:
        return self.not_in_future("reviewed_on")


class EventForm(DatedForm):
    """Something happened that has to be published."""

    class Meta:
        model = Event
        fields = ("title", "happened_on")
        widgets = {"happened_on": DayInput()}

    def clean_happened_on(self) -> dt.date | None:
        return self.not_in_future("happened_on")


class PublicationForm(DatedForm):
    """Where and when an event was published."""

    published_on = forms.DateField(label=_("published on"), widget=DayInput())
    published_at_url = forms.URLField(label=_("published at"), max_length=1000, assume_scheme="https")

    class Meta:
        model = Event
        fields = ("published_on", "published_at_url")

    def clean_published_on(self) -> dt.date | None:
        day = self.not_in_future("published_on")
        if day and day < self.instance.happened_on:
            raise forms.ValidationError(_("This is before the event."))
        return day


class ExemptionForm(DatedForm):
    """Why a column owes nothing for a time."""

    class Meta:
        model = Exemption
        fields = ("kind", "first_day", "last_day", "why")
        widgets = {"first_day": DayInput(), "last_day": DayInput(), "why": forms.Textarea(attrs={"rows": 2})}

    def clean(self) -> dict[str, Any]:
        """A pause is reported before it begins (报备); only a topic may end for good."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind, first, last = (cleaned.get(name) for name in ("kind", "first_day", "last_day"))
        if first and last and last < first:
            self.add_error("last_day", _("This is before the first day."))
        if first and kind == Exemption.Kind.PAUSED and first < self.today:
            self.add_error("first_day", _("A pause is reported before it begins."))
        if kind and last is None and kind != Exemption.Kind.TOPIC_ENDED:
            self.add_error("last_day", _("Say until when."))
        return cleaned


class DecisionForm(forms.Form):
    """The office's decision on an exemption."""

    accepted = forms.BooleanField(required=False)
    decision = forms.CharField(label=_("reason of the decision"), max_length=500)
