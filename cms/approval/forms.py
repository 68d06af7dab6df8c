"""The forms of the reviews, and the pages' own form, which says in words what the gate would refuse."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm

from cms.slugs import SlugFreeForm
from column_assignments.calendar import china_today
from column_assignments.duties import ReviewStep

PUBLISHING = ("action-publish",)
SUBMITTING = ("action-submit", "action-restart-workflow")
FIT, UNFIT = "fit", "unfit"


def text_area(label: Any, required: bool) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=2000, widget=forms.Textarea({"rows": 3}))


class ApproveForm(forms.Form):
    comment = text_area(_("Comment"), required=False)


class SendBackForm(forms.Form):
    comment = text_area(_("What has to be changed"), required=True)


class SecrecyForm(forms.Form):
    """The secrecy reviewer's own decision, with its basis (依据)."""

    verdict = forms.ChoiceField(
        label=_("Secrecy"),
        choices=[(FIT, _("may be made public")), (UNFIT, _("must not be made public"))],
        widget=forms.RadioSelect,
    )
    comment = text_area(_("Basis of the decision"), required=True)


class OverrideForm(forms.Form):
    reason = text_area(_("Why the text may be published as it stands"), required=True)


def form_for(step: ReviewStep, action: str) -> type[forms.Form]:
    """The form of an action at a step."""
    if action != "approve":
        return SendBackForm
    return SecrecyForm if step is ReviewStep.SECRECY else ApproveForm


class GatedForm(SlugFreeForm):
    """A page's form: whoever presses Publish or Submit reads at once what stands against it."""

    def is_valid(self) -> bool:
        """As every form's; then the gate is asked, with the text as it would be saved."""
        if not super().is_valid():
            return False
        for reason in self.objections():
            self.add_error(None, reason)
        return not self.errors

    def objections(self) -> list[str]:
        """What the gate has against the button that was pressed, in words."""
        if not {*PUBLISHING, *SUBMITTING} & set(self.data):
            return []
        from cms.approval import asking  # it needs the models, which need this form

        self.fill_lists()
        page, place = self.instance, None if self.instance.pk else self.parent_page
        if set(PUBLISHING) & set(self.data):
            return asking.against_publishing(page, place, self.for_user, china_today())
        return asking.against_submitting(page, place, self.for_user, china_today())

    def fill_lists(self) -> None:
        """Give the page the lists that belong to it, as `save` will; doing it twice changes nothing."""
        for name, formset in self.formsets.items():
            if name != "comments":
                formset.save(commit=False)


class GatedCopyForm(CopyForm):
    """A copy starts as a draft and goes through the reviews by itself; an alias needs those of its new place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if data.get("alias") and self.page.live:
            from cms.gate import missing_at  # it needs the models, which need this form

            for reason in missing_at(self.page.specific, data.get("new_parent_page") or self.page.get_parent()):
                self.add_error("new_parent_page", reason)
        return data
