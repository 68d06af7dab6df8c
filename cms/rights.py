"""Who may write where: the responsibility table in force as Wagtail's groups and page permissions.

Lead and publisher departments write and publish in their columns, supporting ones draft there. A collective's group
holds what is assigned to the collective, and the people of its members are in that group too: so one grant serves all.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import ColumnPage
from column_assignments.collectives import collectives_of_members, reached
from column_assignments.duties import Role
from column_assignments.models import Department, Member, Portal
from column_assignments.obligations import assignments_in_force

WRITER = ("add_page", "change_page", "publish_page")
PAGE_PERMISSIONS = {Role.LEAD: WRITER, Role.PUBLISHER: WRITER, Role.SUPPORT: ("add_page",)}
FILE_PERMISSIONS = ("add_image", "choose_image", "add_document", "choose_document")
GROUP_PREFIX = "部门: "


def department_group(department: Department) -> Group:
    """The group of a department's editors, made on first use."""
    group, made = Group.objects.get_or_create(name=f"{GROUP_PREFIX}{department.name}")
    if made:
        group.permissions.set(Permission.objects.filter(codename="access_admin"))
        collection = department_collection(group.name)
        for permission in Permission.objects.filter(codename__in=FILE_PERMISSIONS):
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    return group


def department_collection(name: str) -> Collection:
    """Where a department keeps its files: those of others, which may belong to drafts, are not listed to it."""
    return Collection.objects.filter(name=name).first() or Collection.get_first_root_node().add_child(name=name)


def groups_of(departments: Iterable[Department]) -> dict[int, int]:
    """The groups of `departments`: department → group, by primary key."""
    known = dict(Group.objects.filter(name__startswith=GROUP_PREFIX).values_list("name", "pk"))
    return {
        department.pk: known.get(f"{GROUP_PREFIX}{department.name}") or department_group(department).pk
        for department in departments
    }


@transaction.atomic
def grant_rights(portal: Portal, day: dt.date) -> None:
    """Let each department write where the table in force on `day` says, and nowhere else; its people follow."""
    wanted = wanted_grants(portal, day)
    held = GroupPagePermission.objects.filter(group__name__startswith=GROUP_PREFIX)
    known = {(grant.group_id, grant.page_id, grant.permission_id): grant.pk for grant in held}
    surplus = [pk for key, pk in known.items() if key not in wanted]
    GroupPagePermission.objects.filter(pk__in=surplus).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group_id=group, page_id=page, permission_id=permission)
        for group, page, permission in sorted(wanted - known.keys())
    )
    sync_members()


def wanted_grants(portal: Portal, day: dt.date) -> set[tuple[int, int, int]]:
    """(group, page, permission) for every right that the table gives."""
    assignments = list(assignments_in_force(portal, day))
    groups = groups_of({part.department for assignment in assignments for part in assignment.parts.all()})
    pages = pages_of_columns()
    permissions = dict(
        Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=WRITER).values_list(
            "codename", "pk"
        )
    )
    return {
        (groups[part.department_id], page, permissions[codename])
        for assignment in assignments
        for page in pages.get(assignment.column_id, ())
        for part in assignment.parts.all()
        for codename in PAGE_PERMISSIONS[Role(part.role)]
    }


def pages_of_columns() -> dict[int, list[int]]:
    """The pages that stand for each column, its language copies included: column → pages, by primary key."""
    columns = dict(ColumnPage.objects.exclude(column=None).values_list("translation_key", "column_id"))
    pages: dict[int, list[int]] = defaultdict(list)
    for pk, key in ColumnPage.objects.values_list("pk", "translation_key"):
        if key in columns:
            pages[columns[key]].append(pk)
    return pages


def sync_members() -> None:
    """Put everybody who works for a department into the groups of all that it acts as, and nobody else."""
    memberships = get_user_model().groups.through.objects
    wanted = set(wanted_memberships())
    held = memberships.filter(group__name__startswith=GROUP_PREFIX)
    known = {(user, group): pk for pk, user, group in held.values_list("pk", "user_id", "group_id")}
    memberships.filter(pk__in=[pk for key, pk in known.items() if key not in wanted]).delete()
    memberships.bulk_create(
        [get_user_model().groups.through(user_id=user, group_id=group) for user, group in wanted - known.keys()]
    )


def wanted_memberships() -> Iterator[tuple[int, int]]:
    """(user, group) for everybody who works for a department."""
    people = list(Member.objects.values_list("user_id", "department_id"))
    departments = Department.objects.in_bulk()
    collectives = collectives_of_members()
    acting = {pk: reached({pk}, collectives) for pk in {department for _, department in people}}
    groups = groups_of(departments[pk] for pk in set().union(*acting.values()))
    for user, department in people:
        yield from ((user, groups[pk]) for pk in acting[department])
