"""What the office enters about departments, checked: posts and members, people, reorganisations."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from column_assignments.calendar import china_today
from column_assignments.collectives import members_of_collectives, reached
from column_assignments.forms import DayInput
from column_assignments.models import Department, DepartmentChange, Member
from column_assignments.models.choices import ROLE_CHOICES
from column_assignments.models.departments import POSTS
from column_assignments.people import left_posts, post_title
from column_assignments.reorganisation_checks import objections
from column_assignments.reorganising import NewVersion, Reorganisation, parts_of

Kind = DepartmentChange.Kind


class DepartmentForm(WagtailAdminModelForm):
    """Posts go to people who can sign in and work there; a collective is no member of itself, however far around.

    The name of a department on record changes by reorganisation alone: tables name it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("A new name comes with a reorganisation, so that history stays.")
        staff = get_user_model().objects.filter(member__department=self.instance.pk or 0, is_active=True)
        left = left_posts(self.instance)
        for post in POSTS:
            self.fields[post].queryset = staff
            if post in left:
                self.fields[post].help_text = _("%(person)s has left.") % {"person": getattr(self.instance, post)}
        # Members that ended stay: the collective stood for them until then.
        listed = Department.standing(china_today()) | Q(pk__in=members_of_collectives().get(self.instance.pk, ()))
        self.fields["members"].queryset = Department.objects.filter(listed).exclude(pk=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        members = cleaned.get("members") or ()
        if members and cleaned.get("kind") != Department.Kind.COLLECTIVE:
            self.add_error("members", _("Only a collective has members."))
        elif self.instance.pk in reached([member.pk for member in members], members_of_collectives()):
            self.add_error("members", _("A collective cannot be a member of itself, directly or through another."))
        return cleaned


class PersonForm(forms.Form):
    """Somebody who is to work for a department, by the name with which they sign in."""

    username = forms.CharField(label=_("user name"), max_length=150)

    def clean_username(self) -> Any:
        """The user of that name."""
        user = get_user_model().objects.filter(username=self.cleaned_data["username"].strip(), is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Nobody signs in by this name."))
        return user


class ReorganisationForm(forms.Form):
    """Which departments become which, on what day and why."""

    sources = forms.ModelMultipleChoiceField(
        Department.objects.filter(ended_on=None), label=_("departments before"), widget=forms.CheckboxSelectMultiple
    )
    results = forms.CharField(
        label=_("departments after"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name a line; the first takes whatever is not given to another."),
    )
    effective_on = forms.DateField(label=_("effective on"), widget=DayInput())
    why = forms.CharField(label=_("reason"), max_length=500, help_text=_("For instance the document that orders it."))

    def __init__(self, *args: Any, kind: DepartmentChange.Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind != Kind.MERGE:
            self.fields["sources"] = forms.ModelChoiceField(
                Department.objects.filter(ended_on=None), label=_("department before")
            )
        if kind != Kind.SPLIT:
            self.fields["results"] = forms.CharField(label=_("department after"), max_length=100)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for reason in objections(self.plan):
                self.add_error(None, reason)
        return cleaned

    @cached_property
    def plan(self) -> Reorganisation:
        """What a form without mistakes says."""
        known = self.cleaned_data
        sources = known["sources"] if self.kind == Kind.MERGE else [known["sources"]]
        names = known["results"].splitlines() if self.kind == Kind.SPLIT else [known["results"]]
        return Reorganisation(
            kind=self.kind,
            effective_on=known["effective_on"],
            sources=tuple(sources),
            results=tuple(name.strip() for name in names if name.strip()),
            why=known["why"],
        )


class DistributionForm(forms.Form):
    """Who gets what: in a split each part and each person, then the posts of a new department."""

    def __init__(self, *args: Any, plan: Reorganisation, versions: Iterable[NewVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        results = [(name, name) for name in plan.results]
        self.people = list(
            Member.objects.filter(department__in=plan.sources).select_related("user", "department").order_by("pk")
        )
        if plan.kind == Kind.SPLIT:
            parts = (part for version in versions for part in parts_of(plan, version.before))
            self.part_keys = {f"part:{role}:{path}": (path, role) for path, role in parts}
            self.person_keys = {f"person:{member.user_id}": member.user_id for member in self.people}
        else:
            self.part_keys, self.person_keys = {}, {}
        for key, (path, role) in self.part_keys.items():
            self.fields[key] = forms.ChoiceField(choices=results, label=f"{path} · {dict(ROLE_CHOICES)[role]}")
        for member in self.people if self.person_keys else ():
            self.fields[f"person:{member.user_id}"] = forms.ChoiceField(choices=results, label=str(member.user))
        self.post_keys = {} if plan.kind == Kind.RENAME else self.add_posts()

    def add_posts(self) -> dict[str, tuple[str, str]]:
        """A field for each post of each result; a department that stays keeps the posts that are left open."""
        staff = [(member.user_id, str(member.user)) for member in self.people if member.user.is_active]
        keys = {}
        for number, name in enumerate(self.plan.results):
            for post in POSTS:
                key = f"post:{number}:{post}"
                keys[key] = (name, post)
                self.fields[key] = forms.TypedChoiceField(
                    choices=[("", "—"), *staff],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    label=f"{name} · {post_title(post)}",
                )
        return keys

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for reason in objections(self.complete):
                self.add_error(None, reason)
        return cleaned

    @cached_property
    def complete(self) -> Reorganisation:
        """The plan with everything distributed."""
        chosen = self.cleaned_data
        posts: dict[str, dict[str, int]] = {}
        for key, (name, post) in self.post_keys.items():
            if chosen[key] is not None:
                posts.setdefault(name, {})[post] = chosen[key]
        return replace(
            self.plan,
            choices={part: chosen[key] for key, part in self.part_keys.items()},
            moves={user: chosen[key] for key, user in self.person_keys.items()},
            posts=posts,
        )

    def parts(self) -> list[forms.BoundField]:
        return [self[key] for key in self.part_keys]

    def persons(self) -> list[forms.BoundField]:
        return [self[key] for key in self.person_keys]

    def posts(self) -> list[forms.BoundField]:
        return [self[key] for key in self.post_keys]
