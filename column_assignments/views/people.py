"""Who works for a department."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from column_assignments.department_forms import PersonForm
from column_assignments.models import Department, Member
from column_assignments.models.departments import POSTS
from column_assignments.people import join, post_title
from column_assignments.views.guard import for_office


@for_office
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The department's people with their posts; a POST adds somebody, who leaves another department by it."""
    department = get_object_or_404(Department, pk=pk)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        user = form.cleaned_data["username"]
        before = Department.objects.filter(people__user=user).exclude(pk=pk).first()
        join(user, department)
        said = _("%(person)s works for %(department)s.") % {"person": user, "department": department}
        if before is not None:
            said += " " + _("Posts held in %(department)s are to be filled.") % {"department": before}
        messages.success(request, said)
        return redirect("departments:people", pk)
    context = {
        "department": department,
        "form": form,
        "people": [(member, posts_of(member)) for member in department.people.select_related("user")],
    }
    return render(request, "column_assignments/department_people.html", context, status=400 if form.errors else 200)


def posts_of(member: Member) -> str:
    """What posts somebody holds in their department."""
    held = [post for post in POSTS if getattr(member.department, f"{post}_id") == member.user_id]
    return "、".join(map(post_title, held))


@require_POST
@for_office
def leave(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Somebody works for the department no longer. Their posts stay with them until the office names a successor."""
    person = get_object_or_404(Member.objects.select_related("user", "department"), pk=member, department=pk)
    person.delete()
    messages.success(
        request,
        _("%(person)s works for %(department)s no longer.") % {"person": person.user, "department": person.department},
    )
    return redirect("departments:people", pk)
