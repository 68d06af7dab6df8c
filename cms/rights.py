"""Who may write where: the responsibility table in force as Wagtail's page permissions."""

import datetime as dt

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import ColumnPage
from column_assignments.duties import Role
from column_assignments.models import Department, Portal
from column_assignments.obligations import assignments_in_force

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
FILE_PERMISSIONS = ("add_image", "choose_image", "add_document", "choose_document")
GROUP_PREFIX = "部门: "


def department_group(department: Department) -> Group:
    """The group of a department's editors, made on first use."""
    group, made = Group.objects.get_or_create(name=f"{GROUP_PREFIX}{department.name}")
    if made:
        group.permissions.set(Permission.objects.filter(codename="access_admin"))
        root = Collection.get_first_root_node()
        for permission in Permission.objects.filter(codename__in=FILE_PERMISSIONS):
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
    return group


def grant_rights(portal: Portal, day: dt.date) -> None:
    """Let each department write in the columns that it leads or publishes on `day`, and nowhere else."""
    wanted = wanted_grants(portal, day)
    held = GroupPagePermission.objects.filter(group__name__startswith=GROUP_PREFIX)
    known = {(grant.group_id, grant.page_id, grant.permission_id): grant.pk for grant in held}
    GroupPagePermission.objects.filter(pk__in=[pk for key, pk in known.items() if key not in wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group_id=group, page_id=page, permission_id=permission)
        for group, page, permission in sorted(wanted - known.keys())
    )


def wanted_grants(portal: Portal, day: dt.date) -> set[tuple[int, int, int]]:
    """(group, page, permission) for every right that the table gives."""
    pages = dict(ColumnPage.objects.exclude(column=None).values_list("column_id", "pk"))
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS
    ).values_list("pk", flat=True)
    return {
        (department_group(part.department).pk, pages[assignment.column_id], permission)
        for assignment in assignments_in_force(portal, day)
        for part in assignment.parts.all()
        if part.role in (Role.LEAD, Role.PUBLISHER) and assignment.column_id in pages
        for permission in permissions
    }
