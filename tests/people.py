"""The fixed people: whoever looks at a page in a test is one of them, or nobody (anonymous)."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.rights import department_group
from column_assignments.models import Department, Member
from column_assignments.people import EDITORS, INSPECTORS, OFFICE, make_groups

OWNER, FOREIGN = "厅人事处", "厅法规处"
DEPARTMENTS = {
    "owner": OWNER,
    "reviewer": OWNER,
    "deputy": OWNER,
    "secrecy": OWNER,
    "foreigner": FOREIGN,
    "foreign_reviewer": FOREIGN,
}
GROUPS = dict.fromkeys(DEPARTMENTS, EDITORS) | {"inspector": INSPECTORS, "office": OFFICE, "office2": OFFICE}


def make_people() -> None:
    """Sign up all of them; harmless when they are there (`--reuse-db`)."""
    make_groups()
    for name, group in GROUPS.items():
        user, _ = get_user_model().objects.get_or_create(username=name, email=f"{name}@lanmu.invalid")
        user.groups.add(Group.objects.get(name=group))
        if name in DEPARTMENTS:
            department = Department.objects.get(name=DEPARTMENTS[name])
            Member.objects.get_or_create(user=user, department=department)
            user.groups.add(department_group(department))
    posts(OWNER, head="reviewer", deputy="deputy", contact="owner", secrecy_reviewer="secrecy")
    posts(FOREIGN, head="foreign_reviewer", contact="foreigner")


def posts(department: str, **holders: str) -> None:
    """Give posts of a department to people by their names."""
    users = {post: get_user_model().objects.get(username=name) for post, name in holders.items()}
    Department.objects.filter(name=department).update(**users)
